import { RightsRequest } from '@sambung/profiles';
import { MessageKey, Tag, useLanguage } from '@sambung/ui';

const HOUR_MS = 3_600_000;

/** A decision looked at again is not done with: what the owner asked for was granted, or refused. */
export const outcomeName = (kind: RightsRequest['kind'], outcome: NonNullable<RightsRequest['outcome']>): MessageKey =>
  kind === 'review' && outcome === 'done' ? 'request.granted' : `request.${outcome}`;

/** Where a request stands: how it was answered, or how long the answer may still take. */
export function RequestState({ request, now }: { request: RightsRequest; now: Date }) {
  const { t } = useLanguage();
  if (request.outcome) return <Tag>{t(outcomeName(request.kind, request.outcome))}</Tag>;
  const hours = (request.dueAt.getTime() - now.getTime()) / HOUR_MS;
  return hours >= 0 ? (
    <Tag>{t('request.open', { hours: Math.floor(hours) })}</Tag>
  ) : (
    <strong class="terlambat">{t('request.overdue', { hours: Math.max(1, Math.floor(-hours)) })}</strong>
  );
}
