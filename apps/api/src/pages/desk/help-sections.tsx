import { OverlapFinding } from '@sambung/matching';
import { languageOfText, MessageKey, Section, Tag, useLanguage } from '@sambung/ui';
import { MatchFile } from './match-files.service';
import { WaiverOf, WaiverProps } from './waiver-section';

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

const tagOf = ({ waiver, value, effect }: OverlapFinding): MessageKey => {
  if (waiver) return 'overlap.waived';
  return value === 'T' ? `overlap.effect.${effect}` : 'overlap.maybe';
};

/** Rules that earlier help breaks or may break, with the law behind each, what would settle it, and on the page of the match lifting it. */
export function OverlapWarnings({ file: { overlap }, waive }: WithFile & { waive?: WaiverProps }) {
  const { t, locale } = useLanguage();
  const speaks = languageOfText(locale);
  return (
    <Section title={t('overlap.title')}>
      {overlap.findings.length === 0 ? (
        <p>{t('overlap.none')}</p>
      ) : (
        <ul class="temuan">
          {overlap.findings.map((finding) => (
            <li key={finding.rule}>
              <p>
                <Tag>{t(tagOf(finding))}</Tag> {finding.text[speaks]}
              </p>
              {[...finding.because, ...finding.settle].map((one) => (
                <p key={one.text.id} class="catatan">
                  {one.text[speaks]}
                </p>
              ))}
              {finding.legalBasis ? <p class="catatan">{finding.legalBasis}</p> : null}
              {waive ? <WaiverOf finding={finding} {...waive} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
