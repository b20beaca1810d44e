import { checkPhone } from './phone';

describe('a phone number', () => {
  it.each([
    '081234567890', '0812 3456 7890', '0812-3456-7890', '(0812) 3456-7890', '6281234567890', '62 812 3456 7890', '+6281234567890',
    '+62 812-3456-7890', '+62 0812 3456 7890', '+62(0)812 3456 7890', '62081234567890', '+62081234567890', '006281234567890', '00 62 812 3456 7890', '81234567890', ' 081234567890 ',
    '0812 3456 7890 (WA)', 'WA: 0812 3456 7890',
  ])('is the same however written: %j', (text) => {
    expect(checkPhone(text)).toEqual({ ok: true, value: '+6281234567890' });
  }); // prettier-ignore

  it.each([
    ['a short mobile number', '0811 234 567', '+62811234567'],
    ['a long one', '0812345678901', '+62812345678901'],
    ['a land line of Malang', '(0341) 551111', '+62341551111'],
    ['Malaysia', '+60 12-345 6789', '+60123456789'],
    ['Malaysia, dialled', '0060 12 345 6789', '+60123456789'],
    ['Hong Kong', '+852 5123 4567', '+85251234567'],
    ['Saudi Arabia', '+966 50 123 4567', '+966501234567'],
    ['Taiwan', '00886912345678', '+886912345678'],
  ])('may be %s: %j', (_, text, value) => {
    expect(checkPhone(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['too short', '0812 345'],
    ['too long', '081234567890123'],
    ['free of charge', '0800 123 4567'],
    ['an emergency', '112'],
    ["abroad without its plus, which would be somebody else's here", '60123456789'],
    ['two at once', '0812 3456 7890 / 0813 1111 2222'],
    ['a country only', '+62'],
    ['a country that is none', '+999 12345678'],
    ['words', 'nol delapan satu dua'],
    ['nothing', '  '],
    ['a megabyte of digits', '08'.padEnd(1_000_000, '1')],
    ['a megabyte of spaces', ' '.repeat(1_000_000) + '08'],
  ])('is refused when it is %s', (_, text) => {
    expect(checkPhone(text)).toEqual({
      ok: false,
      reason: {
        code: 'PhoneShape',
        id: 'Nomor telepon tidak lengkap atau salah. Contoh 0812 3456 7890; nomor luar negeri +60 12 345 6789.',
        en: 'The phone number is incomplete or wrong. Example: 0812 3456 7890; abroad +60 12 345 6789.',
      },
    });
  });
});
