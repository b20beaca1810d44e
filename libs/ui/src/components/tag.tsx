import { ComponentChildren } from 'preact';
import { useLanguage } from '../language';
import { Sign } from './sign';

export const Tag = ({ kind, children }: { kind?: 'belum'; children: ComponentChildren }) => (
  <span class={kind ? `tanda ${kind}` : 'tanda'}>{children}</span>
);

export type Verdict = 'eligible' | 'undetermined' | 'notEligible';

const SIGN = { eligible: 'met', undetermined: 'open', notEligible: 'unmet' } as const;

/** The result in words and with a sign; the colour only helps. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const { t } = useLanguage();
  return (
    <span class={`putusan ${SIGN[verdict]}`}>
      <Sign kind={SIGN[verdict]} />
      {t(`verdict.${verdict}`)}
    </span>
  );
}
