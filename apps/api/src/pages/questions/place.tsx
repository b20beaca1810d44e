import { DraftAnswers } from '@sambung/profiles';
import { childRegions, inRegion, regionLevel, regions } from '@sambung/reference';
import { errorOf, Select, SelectGroup, SelectOption, useLanguage } from '@sambung/ui';
import { textIn } from '../web/form';
import { Question, QuestionProps, refused } from './question';

const HOME = ['35.07', '35.73', '35.79'];
const OUTSIDE = 'luar';
const FINER = ['daerah', 'kecamatan', 'desa'];

const nameOf = (code: string): string => regions().get(code) ?? code;
const isRegion = (code: string, level: number): boolean => regions().has(code) && regionLevel(code) === level;

const optionsBelow = (parent: string): SelectOption[] => childRegions(parent).map(({ code, name }) => ({ value: code, label: name }));

/** The kecamatan of Malang Raya by regency or city. */
const kecamatanOfHome = (): SelectGroup[] => HOME.map((code) => ({ label: nameOf(code), options: optionsBelow(code) }));

/** Every other regency and city by province. */
const regencies = (): SelectGroup[] =>
  childRegions(null).map(({ code, name }) => ({ label: name, options: optionsBelow(code).filter(({ value }) => !HOME.includes(value)) }));

/** The name of the part of an answer at a level. */
const placeAt = (region: string | null, level: number): string => regions().get(upTo(region, level)) ?? '';

/** The part of an answer down to a level; empty when it is not known so finely. */
function upTo(region: string | null, level: number): string {
  const parts = region?.split('.') ?? [];
  return parts.length >= level ? parts.slice(0, level).join('.') : '';
}

const isHome = (region: string | null): boolean => region !== null && HOME.some((area) => inRegion(region, area));

/** Whether the answer lies outside Malang Raya; {@link NOWHERE_YET} until the regency is known. */
const isOutside = ({ region }: { region: string | null }): boolean => region !== null && !isHome(region);

function PlaceFields({ answers, sent, errors }: QuestionProps) {
  const { t } = useLanguage();
  const stored = isOutside(answers) ? OUTSIDE : upTo(answers.region, 3);
  return (
    <Select
      name="tempat"
      label={t('place.title')}
      isTitle
      hint={t('place.hint')}
      error={errorOf(errors, 'tempat')}
      placeholder={t('place.choose')}
      value={sent ? textIn(sent, 'tempat') : stored}
      groups={kecamatanOfHome()}
      last={[{ value: OUTSIDE, label: t('place.outside') }]}
    />
  );
}

/** Outside Malang Raya, but nobody knows yet where. */
const NOWHERE_YET = '';

/** Another place makes the questions about finer ones open again. */
function movedTo(answers: DraftAnswers, region: string, finerQuestions: readonly string[]): { answers: DraftAnswers } {
  return { answers: { ...answers, region, asked: answers.asked.filter((slug) => !finerQuestions.includes(slug)) } };
}

export const PLACE: Question = {
  slug: 'lokasi',
  name: 'step.place',
  why: 'place.why',
  facts: [],
  mayBeSkipped: false,
  concerns: () => true,
  read(form, answers) {
    const code = textIn(form, 'tempat');
    if (code === OUTSIDE) return isOutside(answers) ? { answers } : movedTo(answers, NOWHERE_YET, FINER);
    if (!isRegion(code, 3) || !isHome(code)) return refused('tempat', 'fault.KecamatanMissing');
    const isSame = answers.region !== null && inRegion(answers.region, code);
    return isSame ? { answers } : movedTo(answers, code, FINER);
  },
  told: ({ region }, { t }) => (isHome(region) ? placeAt(region, 3) : region === null ? '' : t('place.outside')),
  Fields: PlaceFields,
};

export const OUTSIDE_PLACE: Question = {
  slug: 'daerah',
  name: 'step.regency',
  why: 'outside.why',
  facts: [],
  mayBeSkipped: false,
  concerns: isOutside,
  read(form, answers) {
    const code = textIn(form, 'daerah');
    if (!isRegion(code, 2) || isHome(code)) return refused('daerah', 'fault.RegencyMissing');
    return upTo(answers.region, 2) === code ? { answers } : movedTo(answers, code, ['kecamatan']);
  },
  told: ({ region }) => placeAt(region, 2),
  Fields: ({ answers, sent, errors }) => {
    const { t } = useLanguage();
    return (
      <Select
        name="daerah"
        label={t('outside.title')}
        isTitle
        error={errorOf(errors, 'daerah')}
        placeholder={t('outside.choose')}
        value={sent ? textIn(sent, 'daerah') : upTo(answers.region, 2)}
        groups={regencies()}
      />
    );
  },
};

/** Finer places below a coarser one that is known. */
function finer(question: Pick<Question, 'slug' | 'name' | 'why' | 'concerns'>, level: 3 | 4, texts: (typeof TEXTS)[3 | 4]): Question {
  const { slug } = question;
  return {
    ...question,
    facts: [],
    mayBeSkipped: level === 4,
    read(form, answers) {
      const code = textIn(form, slug);
      const parent = upTo(answers.region, level - 1);
      const isBelow = parent !== '' && isRegion(code, level) && inRegion(code, parent);
      return isBelow ? { answers: { ...answers, region: code } } : refused(slug, texts.missing);
    },
    told: ({ region }) => placeAt(region, level),
    Fields: ({ answers, sent, errors }: QuestionProps) => {
      const { t } = useLanguage();
      const parent = upTo(answers.region, level - 1);
      return (
        <Select
          name={slug}
          label={t(texts.title)}
          isTitle
          hint={t('village.hint', { place: nameOf(parent) })}
          error={errorOf(errors, slug)}
          placeholder={t(texts.choose)}
          value={sent ? textIn(sent, slug) : upTo(answers.region, level)}
          options={parent ? optionsBelow(parent) : []}
        />
      );
    },
  };
}

const TEXTS = {
  3: { title: 'kecamatan.title', choose: 'place.choose', missing: 'fault.KecamatanMissing' },
  4: { title: 'village.title', choose: 'village.choose', missing: 'fault.VillageMissing' },
} as const;

export const OUTSIDE_KECAMATAN = finer({ slug: 'kecamatan', name: 'step.place', why: 'outside.why', concerns: isOutside }, 3, TEXTS[3]);

export const VILLAGE = finer(
  { slug: 'desa', name: 'step.village', why: 'village.why', concerns: ({ region }) => isHome(region) },
  4,
  TEXTS[4],
);
