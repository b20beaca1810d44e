import { entryText } from '@sambung/matching';
import { overlapName } from '@sambung/overlap';
import { languageOfText, Section, Tag, useLanguage } from '@sambung/ui';
import { MatchFile } from './match-files.service';

type WithFile = { file: Pick<MatchFile, 'actor' | 'entries' | 'overlap'> };

/** What the ledger holds of the applicant; of relatives only which help it was. */
export function HelpReceived({ file: { actor, entries } }: WithFile) {
  const { t, locale } = useLanguage();
  const speaks = languageOfText(locale);
  return (
    <Section title={t('received.title')}>
      {entries.length === 0 ? (
        <p>{t('help.none')}</p>
      ) : (
        <ul class="linimasa">
          {entries.map((entry) => (
            <li key={entry.id}>
              <p>{entryText(entry, entry.actor === actor.id, overlapName)[speaks]}</p>
              <p class="catatan">
                {t(`level.${entry.evidence}`)}
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
