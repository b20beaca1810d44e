import { checkKbli, kbli } from './kbli';

const refusedWith = (code: string, id: string, en: string) => ({ ok: false, reason: { code, id, en } });

describe('the editions of KBLI', () => {
  it('hold 1,790 and 1,559 titles, each under five digits', () => {
    expect([kbli('2020').size, kbli('2025').size]).toEqual([1790, 1559]);
    const odd = (['2020', '2025'] as const).flatMap((version) =>
      [...kbli(version)].filter(([code, title]) => !/^\d{5}$/.test(code) || !title.trim()),
    );
    expect(odd).toEqual([]);
  });

  it('know the trades of Malang', () => {
    expect(['10794', '10307', '01240', '01131', '47761'].filter((code) => !kbli('2025').has(code))).toEqual([]);
  });
});

describe('a KBLI code', () => {
  it.each(['2025:10794', ' 2025:10794\n'])('names its edition: %j', (text) => {
    expect(checkKbli(text)).toEqual({ ok: true, value: '2025:10794' });
  });

  it.each(['10794', '2025', '2025:', ':10794', '2015:10794', '2025:10794:1', 'constructor:10794', ''])(
    'says nothing without: %j',
    (text) => {
      expect(checkKbli(text)).toEqual(
        refusedWith(
          'KbliVersionMissing',
          'Tulis edisi dan kode KBLI, contoh 2025:10794.',
          'Write the KBLI edition and code, such as 2025:10794.',
        ),
      );
    },
  );

  it('of one edition is not one of the other', () => {
    const gone = [...kbli('2020').keys()].find((code) => !kbli('2025').has(code))!;
    expect(checkKbli(`2020:${gone}`)).toEqual({ ok: true, value: `2020:${gone}` });
    expect(checkKbli(`2025:${gone}`)).toEqual(
      refusedWith(
        'KbliUnknown',
        `Kode ${gone} tidak ada di KBLI 2025. Cari di /api/v1/kbli?version=2025.`,
        `KBLI 2025 has no code ${gone}. Search /api/v1/kbli?version=2025.`,
      ),
    );
  });

  it('that is far too long is not repeated', () => {
    const cut = `${'9'.repeat(40)}…`;
    expect(checkKbli(`2025:${'9'.repeat(1_000_000)}`)).toEqual(
      refusedWith(
        'KbliUnknown',
        `Kode ${cut} tidak ada di KBLI 2025. Cari di /api/v1/kbli?version=2025.`,
        `KBLI 2025 has no code ${cut}. Search /api/v1/kbli?version=2025.`,
      ),
    );
  });
});
