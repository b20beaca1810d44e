import { REASON_CODES } from '@sambung/matches';
import { Button, Form, longDay, useLanguage } from '@sambung/ui';
import { ASK_TEMPLATES } from './ask-form';
import { ActionMenu, KeySheet } from './key-sheet';
import { snoozeDays } from './desk-state.service';

/** A question that the desk's script opens; the script fills in which match it is about. */
function Choice({
  id,
  title,
  token,
  name,
  options,
}: {
  id: string;
  title: string;
  token: string;
  name: string;
  options: [string, string][];
}) {
  const { t } = useLanguage();
  return (
    <dialog id={id} aria-labelledby={`${id}-judul`}>
      <h2 id={`${id}-judul`}>{title}</h2>
      <Form action="/petugas" token={token}>
        <ol class="bernomor">
          {options.map(([value, label]) => (
            <li key={value}>
              <Button kind="secondary" name={name} value={value}>
                {label}
              </Button>
            </li>
          ))}
        </ol>
      </Form>
      <form method="dialog">
        <Button kind="quiet">{t('dialog.close')}</Button>
      </form>
    </dialog>
  );
}

interface DeskDialogsProps {
  token: string;
  today: string;
  daysOff: ReadonlySet<string>;
  hasSingleKeys: boolean;
}

/** What the keys r, h, i, . and ? open. Without the script they stay shut, and the pages of the match and of the keys serve. */
export function DeskDialogs({ token, today, daysOff, hasSingleKeys }: DeskDialogsProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <p class="catatan bukan-cetak">
        <a href="/petugas/tombol">{t('keys.title')}</a>
      </p>
      <Choice
        id="dialog-tolak"
        title={t('dialog.reject')}
        token={token}
        name="alasan"
        options={REASON_CODES.map((code) => [code, t(`reason.${code}`)])}
      />
      <Choice
        id="dialog-tunda"
        title={t('snooze.title')}
        token={token}
        name="sampai"
        options={snoozeDays(today, daysOff).map((day) => [day, longDay(locale, day)])}
      />
      <Choice
        id="dialog-minta"
        title={t('ask.title')}
        token={token}
        name="minta"
        options={ASK_TEMPLATES.map((template) => [template, t(`ask.${template}`)])}
      />
      <dialog id="dialog-tindakan" aria-labelledby="dialog-tindakan-judul">
        <h2 id="dialog-tindakan-judul">{t('keys.menu')}</h2>
        <ActionMenu />
        <form method="dialog">
          <Button kind="quiet">{t('dialog.close')}</Button>
        </form>
      </dialog>
      <dialog id="dialog-tombol" aria-labelledby="dialog-tombol-judul">
        <h2 id="dialog-tombol-judul">{t('keys.title')}</h2>
        <KeySheet token={token} hasSingleKeys={hasSingleKeys} />
        <form method="dialog">
          <Button kind="quiet">{t('dialog.close')}</Button>
        </form>
      </dialog>
      <p id="kata-meja" hidden data-salah={t('desk.failed')} data-buka={t('desk.openMatch')} />
    </>
  );
}
