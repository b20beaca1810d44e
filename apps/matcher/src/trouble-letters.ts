import type { Mail } from '@sambung/accounts';
import { PARTNER_EVENT_TYPES, TroubleType } from '@sambung/webhooks';

export interface Trouble {
  endpointId: string;
  url: string;
  institutionId: string;
  /** Its name. */
  institution: string;
  type: TroubleType;
  /** Of the event that tells of it. */
  body: string;
}

/** What a partner does about it. */
const REMEDIES: Readonly<Record<TroubleType, { id: string; en: string }>> = {
  'delivery.failing': {
    id: 'Lihat jawaban penerima Anda di log kiriman. Percobaan berikutnya berjalan sendiri.',
    en: 'See in the log what your receiver answered. Further attempts follow by themselves.',
  },
  'delivery.exhausted': {
    id: 'Perbaiki penerima Anda, lalu pakai “Pulihkan kiriman” untuk mengirim ulang, paling lama 30 hari ke belakang.',
    en: 'Mend your receiver, then have the events sent again with “Recover deliveries”, up to 30 days back.',
  },
  'endpoint.failing': {
    id: 'Perbaiki penerima Anda. Setelah 120 jam gagal terus, endpoint dinonaktifkan dan kirimannya ditahan.',
    en: 'Mend your receiver. After 120 hours of failures alone the endpoint is disabled and its deliveries are held.',
  },
  'endpoint.disabled': {
    id: 'Tidak ada yang hilang. Perbaiki penerima Anda, lalu aktifkan lagi: yang ditahan langsung dikirim.',
    en: 'Nothing is lost. Mend your receiver and activate the endpoint again: what was held is sent at once.',
  },
};

/** Without path and query, which may hold a partner's secret. */
const hostOf = (url: string): string => new URL(url).host;

/** @param address of the endpoint's page, where this installation has one */
export function letterToPartner({ type, url, endpointId }: Trouble, address: string | null): Omit<Mail, 'to'> {
  const [news, remedy] = [PARTNER_EVENT_TYPES[type], REMEDIES[type]];
  return {
    subject: `Sambung: ${news.id} (${hostOf(url)})`,
    lines: [
      `${news.id}.`,
      `Endpoint: ${hostOf(url)}, ${endpointId}`,
      remedy.id,
      ...(address ? [address] : []),
      '',
      `${news.en}. ${remedy.en}`,
    ],
  };
}

export function letterToOperator({ type, url, endpointId, institution, institutionId, body }: Trouble): Omit<Mail, 'to'> {
  return {
    subject: `Sambung: ${type}, ${institution} (${hostOf(url)})`,
    lines: [
      `${PARTNER_EVENT_TYPES[type].en}.`,
      `Institution: ${institution}, ${institutionId}`,
      `Endpoint: ${hostOf(url)}, ${endpointId}`,
      `Event: ${body}`,
      'Accounts of the institution were written to as well. What to do: docs/operations.md, Alerts.',
    ],
  };
}
