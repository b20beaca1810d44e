import { Button, Form, useLanguage } from '@sambung/ui';

const KEYS = ['j', 'k', 'x', 'a', 'r', 'd', 'h', 'z', '?'] as const;
const NAMES = {
  j: 'next',
  k: 'previous',
  x: 'select',
  a: 'approve',
  r: 'reject',
  d: 'duplicate',
  h: 'snooze',
  z: 'undo',
  '?': 'help',
} as const;

/** What each key does, and the switch for whoever types by voice or by accident. */
export function KeySheet({ token, hasSingleKeys }: { token: string; hasSingleKeys: boolean }) {
  const { t } = useLanguage();
  return (
    <>
      <dl class="tombol-pintas">
        {KEYS.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${NAMES[key]}`)}</dd>
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
