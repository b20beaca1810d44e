import { entryText, LedgerEntry, Naming } from '@sambung/matching';
import { overlapName } from '@sambung/overlap';
import { Language, languageOfText, Section, Tag, useLanguage } from '@sambung/ui';
import { MatchFile } from './match-files.service';

type WithFile = { file: Pick<MatchFile, 'actor' | 'entries' | 'helpNames' | 'overlap'> };

interface Help {
  entry: LedgerEntry;
  text: string;
  needs: string[];
}

/** One help that answered several needs is one line that names them. */
function helpOf({ actor, entries, helpNames }: WithFile['file'], { term }: Language): Help[] {
  const nameOf: Naming = (code) => helpNames.get(code) ?? overlapName(code);
  const lines = new Map<string, Help>();
  for (const entry of entries) {
    const isOwn = entry.actor === actor.id;
    const text = term(entryText(entry, isOwn, nameOf));
    const line = lines.get(text) ?? { entry, text, needs: [] };
    if (isOwn && entry.offer && entry.intervention) line.needs.push(term(nameOf(entry.intervention)));
    lines.set(text, line);
  }
  return [...lines.values()];
}

/** What the ledger holds of the applicant; of relatives only which help it was. */
export function HelpReceived({ file }: Pick<WithFile, 'file'>) {
  const language = useLanguage();
  const { t } = language;
  const { entries } = file;
  return (
    <Section title={t('received.title')}>
      {entries.length === 0 ? (
        <p>{t('help.none')}</p>
      ) : (
        <ul class="linimasa">
          {helpOf(file, language).map(({ entry, text, needs }) => (
            <li key={entry.id}>
              <p>{text}</p>
              <p class="catatan">
                {[...needs, t(`level.${entry.evidence}`)].join(' · ')}
                {entry.disputed ? ` · ${t('help.disputed')}` : ''}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Rules that earlier help breaks or may break, with the law behind each and what would settle it. */
export function OverlapWarnings({ file: { overlap } }: WithFile) {
  const { t, locale } = useLanguage();
  const speaks = languageOfText(locale);
  return (
    <Section title={t('overlap.title')}>
      {overlap.findings.length === 0 ? (
        <p>{t('overlap.none')}</p>
      ) : (
        <ul class="temuan">
          {overlap.findings.map(({ rule, text, legalBasis, effect, value, waiver, because, settle }) => (
            <li key={rule}>
              <p>
                <Tag>{t(waiver ? 'overlap.waived' : value === 'T' ? `overlap.effect.${effect}` : 'overlap.maybe')}</Tag> {text[speaks]}
              </p>
              {[...because, ...settle].map((one) => (
                <p key={one.text.id} class="catatan">
                  {one.text[speaks]}
                </p>
              ))}
              {legalBasis ? <p class="catatan">{legalBasis}</p> : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
