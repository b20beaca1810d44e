import { BENEFITS, BenefitUnit, isReadableName, knownBenefit, OfferDocument, RECIPIENTS } from '@sambung/offers';
import { capitalised, Facts, languageOfText, longDay, Section, spokenRupiah, useLanguage, wholeNumber } from '@sambung/ui';

type Speech = 'id' | 'en';

const WORDS = {
  yes: { id: 'Ya', en: 'Yes' },
  no: { id: 'Tidak', en: 'No' },
  free: { id: 'Gratis', en: 'Free' },
  unlimited: { id: 'Tidak dibatasi', en: 'Unlimited' },
  workingDays: { id: 'hari kerja', en: 'working days' },
  moreThan: { id: 'lebih dari', en: 'more than' },
  to: { id: 'sampai', en: 'to' },
} as const;

const TIMES: Readonly<Partial<Record<BenefitUnit, string>>> = { years: 'year', months: 'month', weeks: 'week', days: 'day' };

/** One rupiah above a round amount is how a document says "more than". */
const rupiahText = (speech: Speech, amount: number): string =>
  amount % 1000 === 1 ? `${WORDS.moreThan[speech]} ${spokenRupiah(speech, amount - 1)}` : spokenRupiah(speech, amount);

function figure(speech: Speech, unit: BenefitUnit, amount: number): string {
  const time = TIMES[unit];
  if (time) return new Intl.NumberFormat(speech, { style: 'unit', unit: time, unitDisplay: 'long' }).format(amount);
  if (unit === 'percent') return `${new Intl.NumberFormat(speech).format(amount)}%`;
  if (unit === 'workingDays') return `${wholeNumber(speech, amount)} ${WORDS.workingDays[speech]}`;
  if (unit === 'fee' && amount === 0) return WORDS.free[speech];
  if (unit === 'fee' || unit === 'rupiah') return rupiahText(speech, amount);
  return new Intl.NumberFormat(speech).format(amount);
}

/** Two figures are the ends of a range; more of them stand one after the other. */
function figures(speech: Speech, unit: BenefitUnit, amounts: readonly number[]): string {
  const texts = amounts.map((amount) => figure(speech, unit, amount));
  return texts.length === 2 ? texts.join(` ${WORDS.to[speech]} `) : texts.join(', ');
}

/** Amounts by year or by recipient, each with whose it is. Null when one is neither. */
function shares(speech: Speech, unit: BenefitUnit, value: object): string | null {
  const texts = Object.entries(value).map(([whose, amount]) => {
    const name = /^\d{4}$/.test(whose) ? whose : RECIPIENTS[whose]?.[speech];
    return name && typeof amount === 'number' ? `${name} ${figure(speech, unit, amount)}` : null;
  });
  return texts.includes(null) ? null : texts.join('; ');
}

/** The value of a benefit as people read it; null for what has no sense in words. */
function benefitText(speech: Speech, unit: BenefitUnit, value: unknown): string | null {
  if (value === null) return WORDS.unlimited[speech];
  if (typeof value === 'boolean') return WORDS[value ? 'yes' : 'no'][speech];
  if (typeof value === 'number') return figure(speech, unit, value);
  if (typeof value === 'string') return unit === 'day' && /^\d{4}-\d\d-\d\d$/.test(value) ? longDay(speech, value) : value;
  if (!Array.isArray(value)) return typeof value === 'object' ? shares(speech, unit, value) : null;
  if (value.every((item) => typeof item === 'number')) return figures(speech, unit, value);
  return value.every((item) => typeof item === 'string') ? value.join(', ') : null;
}

const ORDER = Object.keys(BENEFITS);
/** What nobody knows stands last, in the order of the document. */
const placeOf = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

function rowsOf(speech: Speech, benefits: OfferDocument['benefits']): { label: string; value: string }[] {
  const names = Object.keys(benefits).sort((a, b) => placeOf(a) - placeOf(b));
  return names.flatMap((name) => {
    const known = knownBenefit(name);
    if (known?.isForOffice || (!known && !isReadableName(name))) return [];
    const value = benefitText(speech, known?.unit ?? 'words', benefits[name]);
    return value === null ? [] : [{ label: known?.label[speech] ?? capitalised(name), value: capitalised(value) }];
  });
}

/** What an offer gives, what it costs and how long it runs; nothing where its document says none of it. */
export function OfferBenefits({ benefits }: Pick<OfferDocument, 'benefits'>) {
  const { t, locale } = useLanguage();
  const speech = languageOfText(locale);
  const rows = rowsOf(speech, benefits);
  if (rows.length === 0) return null;
  return (
    <Section title={t('offer.benefits')}>
      <div lang={speech === locale ? undefined : speech}>
        <Facts rows={rows} />
      </div>
    </Section>
  );
}
