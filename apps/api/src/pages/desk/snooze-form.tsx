import { Button, ButtonRow, Form, longDay, useLanguage } from '@sambung/ui';
import { MatchFile } from './match-files.service';

interface SnoozeFormProps {
  file: Pick<MatchFile, 'match' | 'snoozedUntil' | 'snoozeDays'>;
  token: string;
}

/** Puts a match aside until one of a few working days, or takes it out again. */
export function SnoozeForm({ file: { match, snoozedUntil, snoozeDays }, token }: SnoozeFormProps) {
  const { t, locale } = useLanguage();
  return (
    <Form action={`/petugas/cocok/${match.id}/tunda`} token={token}>
      {snoozedUntil ? <p>{t('snooze.until', { day: longDay(locale, snoozedUntil) })}</p> : null}
      <ButtonRow>
        {snoozeDays.map((day) => (
          <Button key={day} kind="secondary" name="sampai" value={day}>
            {longDay(locale, day)}
          </Button>
        ))}
        {snoozedUntil ? <Button kind="secondary">{t('snooze.end')}</Button> : null}
      </ButtonRow>
    </Form>
  );
}
