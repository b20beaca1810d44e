import { useLanguage } from '@sambung/ui';
import { PARTNER_EVENT_TYPES, PartnerEventType } from '@sambung/webhooks';

export const EVENT_TYPES = Object.keys(PARTNER_EVENT_TYPES) as PartnerEventType[];

/** Types of events in one line. */
export function EventTypes({ types }: { types: readonly string[] }) {
  const { t } = useLanguage();
  const isAll = EVENT_TYPES.every((type) => types.includes(type));
  return <>{isAll ? t('endpoint.events.all') : types.join(', ')}</>;
}
