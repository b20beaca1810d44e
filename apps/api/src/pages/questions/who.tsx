import { Role, ROLES } from '@sambung/reference';
import { Checkboxes, errorOf, useLanguage } from '@sambung/ui';
import { listIn } from '../web/form';
import { Question, QuestionProps, refused, termsOf } from './question';

const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);
const FIELD = 'peran';

function Fields({ answers, sent, errors }: QuestionProps) {
  const { t } = useLanguage();
  const options = (Object.keys(ROLES) as Role[]).map((role) => ({ value: role, label: t(`who.${role}`), hint: t(`who.${role}.hint`) }));
  return (
    <Checkboxes
      name={FIELD}
      legend={t('who.title')}
      hint={t('who.hint')}
      error={errorOf(errors, FIELD)}
      isTitle
      options={options}
      chosen={sent ? listIn(sent, FIELD) : answers.roles}
    />
  );
}

export const WHO: Question = {
  slug: 'siapa',
  name: 'step.who',
  why: 'who.why',
  facts: [],
  mayBeSkipped: false,
  concerns: () => true,
  read(form, answers) {
    const roles = listIn(form, FIELD).filter(isRole);
    return roles.length === 0 ? refused(FIELD, 'fault.WhoMissing') : { answers: { ...answers, roles } };
  },
  told: ({ roles }, language) => termsOf(roles, ROLES, language),
  Fields,
};
