import { OverlapFinding } from '@sambung/matching';
import { Button, Details, errorOf, FieldError, Form, longDay, Select, TextInput, useLanguage } from '@sambung/ui';
import { FormBody, textIn } from '../web/form';
import { MatchFile } from './match-files.service';
import { BackField } from './seen-fields';

export interface WaiverProps {
  file: Pick<MatchFile, 'match' | 'waivers' | 'waiverDays' | 'names'>;
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
  /** Id of the officer. */
  me: string;
  /** The desk that the officer came from. */
  back?: string | undefined;
}

/** Names of the two fields about one rule: a match may need several waivers, each with a form of its own. */
export const waiverFields = (rule: string) => ({ reason: `sebab-${rule}`, until: `sampai-${rule}` });

/** Who lifted a rule, why and until when; and taking that back. */
function Given({ file: { match, waivers, names }, token, me, back, rule }: WaiverProps & { rule: string }) {
  const { t, locale } = useLanguage();
  return waivers
    .filter((waiver) => waiver.rule === rule)
    .map(({ id, grantedBy, expiresOn, reason }) => (
      <Form key={id} action={`/petugas/cocok/${match.id}/kecuali/${id}`} token={token}>
        <BackField back={back} />
        <p>
          {t('waiver.given', { name: names.get(grantedBy) ?? '–', day: longDay(locale, expiresOn) })} “{reason}”
        </p>
        {grantedBy === me ? <p class="catatan">{t('waiver.own')}</p> : null}
        <Button kind="secondary">{t('waiver.end')}</Button>
      </Form>
    ));
}

function Ask({ file: { match, waiverDays }, token, sent, errors, back, rule }: WaiverProps & { rule: string }) {
  const { t, locale } = useLanguage();
  const { reason, until } = waiverFields(rule);
  const isOpen = errors.some(({ field }) => field === reason || field === until);
  return (
    <Details summary={t('waiver.title')} open={isOpen}>
      <p>{t('waiver.text')}</p>
      <Form action={`/petugas/cocok/${match.id}/kecuali`} token={token}>
        <input type="hidden" name="aturan" value={rule} />
        <BackField back={back} />
        <TextInput name={reason} label={t('waiver.reason')} value={textIn(sent, reason)} error={errorOf(errors, reason)} maxLength={500} />
        <Select
          name={until}
          label={t('waiver.until')}
          placeholder={t('waiver.until.choose')}
          value={textIn(sent, until)}
          error={errorOf(errors, until)}
          options={waiverDays.map((day) => ({ value: day, label: longDay(locale, day) }))}
        />
        <Button kind="secondary">{t('waiver.button')}</Button>
      </Form>
    </Details>
  );
}

/** What an officer may do about a finding that a rule lets them lift; another officer then approves. */
export function WaiverOf({ finding: { rule, effect, value, waiver }, ...props }: WaiverProps & { finding: OverlapFinding }) {
  if (effect !== 'needsWaiver' || value !== 'T') return null;
  return <div class="bukan-cetak">{waiver ? <Given {...props} rule={rule} /> : <Ask {...props} rule={rule} />}</div>;
}
