import { calendarFile } from './calendar-file';

const NOW = new Date('2026-11-25T03:00:00.123Z');

describe('a calendar file', () => {
  it('holds whole days with ends that are not part of them', () => {
    const file = calendarFile([{ uid: 'kur@contoh', day: '2026-12-31', title: 'KUR', text: 'Ditutup' }], NOW);
    expect(file).toContain('DTSTAMP:20261125T030000Z\r\n');
    expect(file).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n');
    expect(file.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true);
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('escapes what separates, and folds lines at 75 octets without losing a letter', () => {
    const title = `Bazar; batik, kopi \\ é${'ñ'.repeat(60)}`;
    const file = calendarFile([{ uid: 'x', day: '2026-12-01', title, text: 'a\nb' }], NOW);
    expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const unfolded = file.replaceAll('\r\n ', '');
    expect(unfolded).toContain(`SUMMARY:Bazar\\; batik\\, kopi \\\\ é${'ñ'.repeat(60)}\r\n`);
    expect(unfolded).toContain(String.raw`DESCRIPTION:a\nb`);
  });
});
