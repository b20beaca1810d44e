/** Signs in what browsers call themselves; the first that fits names it, for many claim to be others too. */
const BROWSERS = [
  ['Edg', 'Edge'], ['OPR/', 'Opera'], ['SamsungBrowser', 'Samsung Internet'], ['UCBrowser', 'UC Browser'], ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'], ['Safari/', 'Safari'],
] as const; // prettier-ignore
const SYSTEMS = [
  ['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS X', 'Mac'], ['Linux', 'Linux'],
] as const; // prettier-ignore

const LONGEST = 60;

/** `Chrome, Android` instead of a line that only machines read. */
export function deviceName(device: string | null): string | null {
  if (!device) return null;
  const names = [BROWSERS, SYSTEMS].flatMap((signs) => signs.find(([sign]) => device.includes(sign))?.[1] ?? []);
  return names.length > 0 ? names.join(', ') : device.slice(0, LONGEST);
}
