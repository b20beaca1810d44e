/** One day to remember. */
export interface Deadline {
  /** The same for the same thing, so that a calendar that reads the file again changes it and adds none. */
  uid: string;
  /** `YYYY-MM-DD` */
  day: string;
  title: string;
  text: string;
}

const LONGEST_LINE = 75;

const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`);

/** Lines of at most 75 octets; the rest goes on after a blank (RFC 5545 §3.1). */
function folded(line: string): string {
  const parts = [''];
  for (const letter of line) {
    const at = parts.length - 1;
    if (Buffer.byteLength(parts[at] + letter) > LONGEST_LINE) parts.push(` ${letter}`);
    else parts[at] += letter;
  }
  return parts.join('\r\n');
}

const compact = (moment: string): string => moment.replaceAll(/[-:]|\.\d{3}/g, '');

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const event = ({ uid, day, title, text }: Deadline, now: Date): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `DTSTAMP:${compact(now.toISOString())}`,
  `DTSTART;VALUE=DATE:${compact(day)}`,
  `DTEND;VALUE=DATE:${compact(dayAfter(day))}`,
  `SUMMARY:${escaped(title)}`,
  `DESCRIPTION:${escaped(text)}`,
  'TRANSP:TRANSPARENT',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escaped(title)}`,
  'TRIGGER:-P3D',
  'END:VALARM',
  'END:VEVENT',
];

/** A calendar file (RFC 5545) with whole days, each announced three days before. */
export const calendarFile = (deadlines: readonly Deadline[], now: Date): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sambung//Sambung//ID',
    ...deadlines.flatMap((deadline) => event(deadline, now)),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
