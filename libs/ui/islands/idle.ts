const MINUTE_MS = 60_000;
/** The server closes a profile with a PIN after as long; the warning comes two minutes before. */
const CLOSES_AFTER_MS = 15 * MINUTE_MS;
const WARNING_MS = 2 * MINUTE_MS;

/** Warns whoever has left the phone lying, and then leaves the page. */
export function warnWhenIdle(): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog.jeda');
  if (!dialog) return;
  let lastUsed = Date.now();
  const leave = dialog.querySelector('a')!.href;
  const use = (): void => {
    if (!dialog.open) lastUsed = Date.now();
  };
  for (const sign of ['pointerdown', 'keydown', 'scroll']) addEventListener(sign, use, { passive: true });
  // A visit to the server counts as use there as well.
  dialog.addEventListener('close', () => {
    lastUsed = Date.now();
    void fetch(location.href);
  });
  // By the clock, for a phone that sleeps does not count.
  setInterval(() => {
    const idleMs = Date.now() - lastUsed;
    if (idleMs >= CLOSES_AFTER_MS) location.replace(leave);
    else if (idleMs >= CLOSES_AFTER_MS - WARNING_MS && !dialog.open) dialog.showModal();
  }, 5_000);
}
