import { DocumentDiff, LintReport, requirementText, VersionOfOffer } from '@sambung/offers';
import { codeName, ROLES } from '@sambung/reference';
import { Button, ButtonRow, Details, errorOf, Facts, FieldError, Form, Language, longDay, MessageKey, Notice, Section, Tag, Textarea, Title, useLanguage } from '@sambung/ui'; // prettier-ignore
import type { OfferOverlapView } from '../../offers/offer-overlaps.views';
import { daysText, OverlapList } from '../planner/overlap-list';
import { REVIEWS } from './reviews-page';

export const LONGEST_NOTE = 1000;

interface ReviewPageProps extends VersionOfOffer {
  /** Against the version in force; null where there is none. */
  diff: DocumentDiff | null;
  lint: LintReport;
  overlaps: readonly OfferOverlapView[];
  token: string;
  note: string;
  errors: readonly FieldError[];
}

function Document({ version: { document, submitNote } }: Pick<ReviewPageProps, 'version'>) {
  const language = useLanguage();
  const { t, term } = language;
  const places = document.area.map((code) => term(codeName(code)));
  return (
    <Section id="tawaran" title={t('review.document')}>
      <Facts
        rows={[
          ...(submitNote ? [{ label: t('review.submitNote'), value: submitNote }] : []),
          { label: t('match.kind'), value: document.roles.map((role) => term(ROLES[role])).join(', ') || '–' },
          { label: t('report.need'), value: document.needs.map((code) => term(codeName(code))).join(', ') || '–' },
          { label: t('queue.place'), value: places.join(', ') || t('overlap.everywhere') },
          { label: t('overlap.days'), value: daysText({ from: document.validFrom, to: document.validTo }, language) },
          { label: t('review.requires'), value: term(requirementText(document.requires)) },
        ]}
      />
    </Section>
  );
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What the editor calls the parts of a document; others keep the name that they have there. */
const FIELD_NAMES: Readonly<Record<string, MessageKey>> = {
  area: 'queue.place',
  needs: 'report.need',
  roles: 'match.kind',
  provider: 'editor.penyedia',
  programme: 'editor.program',
  validFrom: 'editor.dari',
  validTo: 'editor.sampai',
  seats: 'editor.seats',
  facility: 'editor.fasilitas',
  benefits: 'editor.benefits',
  grants: 'editor.grants',
  priority: 'editor.priority',
  sources: 'editor.sources',
  legalBasis: 'editor.laws',
  examples: 'editor.examples',
};

function fieldName(pointer: string, { t }: Language): string {
  const [field, ...rest] = pointer.slice(1).split('/');
  const name = FIELD_NAMES[field!];
  return name ? [t(name), ...rest].join(' ') : pointer.slice(1);
}

/** Short values as they are; of long ones only that they differ, for their text is no reading matter. */
function said(before: unknown, after: unknown, { t, term, locale }: Language): string {
  const one = (value: unknown): string | null => {
    if (value === null || value === undefined) return '–';
    if (typeof value === 'string' && DAY.test(value)) return longDay(locale, value);
    if (Array.isArray(value))
      return value.every((item) => typeof item === 'string') ? value.map((item) => term(codeName(item))).join(', ') || '–' : null;
    return typeof value === 'object' ? null : String(value);
  };
  // A day that is not there is no end of time, and no dash says so.
  const isDay = [before, after].some((value) => typeof value === 'string' && DAY.test(value));
  const [was, is] = [before, after].map((value) => (isDay && (value ?? null) === null ? t('review.diff.noDay') : one(value))) as [string | null, string | null]; // prettier-ignore
  return was === null || is === null ? t('review.diff.changed') : `${was} → ${is}`;
}

function Diff({ diff }: { diff: DocumentDiff | null }) {
  const language = useLanguage();
  const { t, term } = language;
  const rules = diff ? [...diff.requires, ...diff.prefers] : [];
  return (
    <Section id="perubahan" title={t('review.diff')}>
      {diff === null ? <p>{t('review.diff.first')}</p> : null}
      {diff && rules.length + diff.fields.length === 0 ? <p>{t('review.diff.none')}</p> : null}
      {rules.length === 0 ? null : (
        <ul>
          {rules.map(({ change, id, text }) => (
            <li key={`${change} ${id}`}>{term(text)}</li>
          ))}
        </ul>
      )}
      {diff && diff.fields.length > 0 ? (
        <Facts
          rows={diff.fields.map(({ pointer, before, after }) => ({
            label: fieldName(pointer, language),
            value: said(before, after, language),
          }))}
        />
      ) : null}
    </Section>
  );
}

function Lint({ lint }: { lint: LintReport }) {
  const { t, term } = useLanguage();
  return (
    <Section id="peringatan" title={t('review.lint')}>
      {lint.officerCheckShare > 0 ? <p>{t('review.lint.share', { share: lint.officerCheckShare })}</p> : null}
      {lint.findings.length === 0 ? (
        <p>{t('review.lint.none')}</p>
      ) : (
        <ul>
          {lint.findings.map(({ pointer, code, severity, text }) => (
            <li key={`${pointer} ${code}`}>
              <Tag>{t(`review.lint.${severity}`)}</Tag> {term(text)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** All that the second person needs: what the version says, what it changes, what speaks against it and whom it meets. */
export function ReviewPage({ offer, version, diff, lint, overlaps, token, note, errors }: ReviewPageProps) {
  const { t, term } = useLanguage();
  return (
    <>
      <Title caption={t('review.caption', { provider: version.document.provider, version: version.version })}>
        {term(version.document.name)}
      </Title>
      {version.reviewNote ? (
        <Notice title={t('review.earlier')}>
          <p>{version.reviewNote}</p>
        </Notice>
      ) : null}
      <Document version={version} />
      <Diff diff={diff} />
      <Lint lint={lint} />
      <OverlapList overlaps={overlaps} />
      <Section id="putusan" title={t('decision.title')}>
        <Form action={`${REVIEWS}/${offer.slug}/${version.version}`} token={token}>
          <Textarea
            name="catatan"
            label={t('review.note')}
            hint={t('review.note.hint')}
            value={note}
            rows={3}
            maxLength={LONGEST_NOTE}
            error={errorOf(errors, 'catatan')}
          />
          <ButtonRow>
            <Button name="putusan" value="terbit">
              {t('review.publish')}
            </Button>
            <Button kind="secondary" name="putusan" value="kembali">
              {t('review.return')}
            </Button>
          </ButtonRow>
        </Form>
        <Details summary={t('review.hash')}>
          <p>
            <code>{version.hash}</code>
          </p>
        </Details>
      </Section>
    </>
  );
}
