import { RightsRequest } from '@sambung/profiles';
import { Tag, useLanguage } from '@sambung/ui';

const HOUR_MS = 3_600_000;

/** Whole hours until the answer is due; negative when it is late. */
export const hoursLeft = ({ dueAt }: Pick<RightsRequest, 'dueAt'>, now: Date): number =>
  Math.floor((dueAt.getTime() - now.getTime()) / HOUR_MS);

/** Where a request stands: how it was answered, or how long the answer may still take. */
export function RequestState({ request, now }: { request: RightsRequest; now: Date }) {
  const { t } = useLanguage();
  if (request.outcome) return <Tag>{t(`request.${request.outcome}`)}</Tag>;
  const hours = hoursLeft(request, now);
  return hours >= 0 ? (
    <Tag>{t('request.open', { hours })}</Tag>
  ) : (
    <strong class="terlambat">{t('request.overdue', { hours: -hours })}</strong>
  );
}
