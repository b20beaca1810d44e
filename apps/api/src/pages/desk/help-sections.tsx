import { languageOfText, Section, Tag, useLanguage } from '@sambung/ui';
import { MatchFile } from './match-files.service';

type WithFile = { file: Pick<MatchFile, 'help' | 'overlap'> };

/** What the ledger holds of the applicant. */
export function HelpReceived({ file: { help } }: WithFile) {
  const { t, locale } = useLanguage();
  const speaks = languageOfText(locale);
  return (
    <Section title={t('received.title')}>
      {help.length === 0 ? (
        <p>{t('help.none')}</p>
      ) : (
        <ul class="linimasa">
          {help.map(({ id, text, needs, evidence, disputed }) => (
            <li key={id}>
              <p>{text[speaks]}</p>
              <p class="catatan">
                {[...needs.map((need) => need[speaks]), t(`level.${evidence}`)].join(' · ')}
                {disputed ? ` · ${t('help.disputed')}` : ''}
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
