import { Button, ButtonRow, Form, useLanguage } from '@sambung/ui';

const KEYS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['x', 'select'],
  ['J K', 'extend'],
  ['a', 'approve'],
  ['r', 'reject'],
  ['i', 'ask'],
  ['h', 'snooze'],
  ['m', 'take'],
  ['d', 'duplicate'],
  ['z', 'undo'],
  ['o', 'open'],
  ['/', 'search'],
  ['g b', 'goNew'],
  ['g t', 'goMine'],
  ['g o', 'goOverlap'],
  ['.', 'menu'],
  ['?', 'help'],
] as const;

/** Keys that act on the open row; the others move about, or have a link in sight. */
const ACTIONS: readonly string[] = ['x', 'a', 'r', 'i', 'h', 'm', 'd', 'z', 'o'];

/** What each key does, and the switch for whoever types by voice or by accident. */
export function KeySheet({ token, hasSingleKeys }: { token: string; hasSingleKeys: boolean }) {
  const { t } = useLanguage();
  return (
    <>
      <dl class="tombol-pintas">
        {KEYS.map(([key, name]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <Form action="/petugas/tombol" token={token}>
        <p>{t(hasSingleKeys ? 'keys.on' : 'keys.off')}</p>
        <Button kind="secondary" name="tombol" value={hasSingleKeys ? 'mati' : 'hidup'}>
          {t(hasSingleKeys ? 'keys.turnOff' : 'keys.turnOn')}
        </Button>
      </Form>
    </>
  );
}

/** Every action on the open row for whoever points; the script gives each button the work of its key. */
export function ActionMenu() {
  const { t } = useLanguage();
  return (
    <ButtonRow>
      {KEYS.filter(([key]) => ACTIONS.includes(key)).map(([key, name]) => (
        <button key={key} type="button" class="tombol secondary" data-tombol={key}>
          {t(`keys.${name}`)} <kbd>{key}</kbd>
        </button>
      ))}
    </ButtonRow>
  );
}
