import { Checkboxes, errorOf, useLanguage } from '@sambung/ui';
import { listIn } from '../web/form';
import { Question, QuestionProps, refused, withFacts } from './question';

const MOST = 3;
const FIELD = 'butuh';

/** The six classes of need, most asked for first. */
const FAMILIES = ['pembiayaan', 'pemasaran', 'legalitas', 'produksi', 'bahan-baku', 'tata-niaga-global'] as const;
const isFamily = (code: string): code is (typeof FAMILIES)[number] => (FAMILIES as readonly string[]).includes(code);

function Fields({ answers, sent, errors }: QuestionProps) {
  const { t } = useLanguage();
  const wanted = answers.facts['need.wanted'];
  return (
    <Checkboxes
      name={FIELD}
      legend={t('needs.title')}
      hint={t('needs.hint')}
      error={errorOf(errors, FIELD)}
      isTitle
      options={FAMILIES.map((value) => ({ value, label: t(`needs.${value}`), hint: t(`needs.${value}.hint`) }))}
      chosen={sent ? listIn(sent, FIELD) : Array.isArray(wanted) ? wanted : []}
    />
  );
}

export const NEEDED: Question = {
  slug: 'kebutuhan',
  name: 'step.needs',
  why: 'needs.why',
  facts: ['need.wanted'],
  mayBeSkipped: true,
  concerns: () => true,
  read(form, answers) {
    const wanted = listIn(form, FIELD).filter(isFamily).sort();
    if (wanted.length === 0) return refused(FIELD, 'fault.NeedsMissing');
    if (wanted.length > MOST) return refused(FIELD, 'fault.AnswersTooMany', { count: wanted.length, most: MOST });
    return { answers: withFacts(answers, { 'need.wanted': wanted }) };
  },
  told({ facts }, { t }) {
    const wanted = facts['need.wanted'];
    return Array.isArray(wanted) ? wanted.filter(isFamily).map((code) => t(`needs.${code}`)).join(', ') : ''; // prettier-ignore
  },
  Fields,
};
