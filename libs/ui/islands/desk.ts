// Keys for the officer's desk. Everything here sends a form or follows a link that the page has already, so that the page works without it.
import { Idiomorph } from 'idiomorph';

const DESK = '#meja';
const FILE = '#berkas';
const NEWS = '#kabar-meja';
/** Milliseconds without a further j or k before the file of a row is fetched. */
const SETTLING = 120;
/** Milliseconds that g waits for the letter of a queue. */
const CHORD = 1500;

const find = <T extends HTMLElement>(selector: string, root: ParentNode = document): T | null => root.querySelector<T>(selector);
const desk = (): HTMLElement => find(DESK)!;
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.baris:not([hidden])')];

/** Id of the row that the keys are about. */
let at = find('.baris.terbuka')?.dataset.id ?? find(FILE)?.dataset.id ?? rows()[0]?.dataset.id;
/** Decided on here, not yet answered by the server. */
const pending = new Set<string>();
/** Decisions leave one after the other, so that answers arrive in their order. */
let queue: Promise<void> = Promise.resolve();
const fetched = new Map<string, Promise<Document>>();
/** Addresses of files that have come. */
const ready = new Set<string>();
let timer = 0;
/** When g was pressed, on the page's clock. */
let chordAt = -Infinity;

const rowOf = (id: string | undefined): HTMLElement | null => (id ? document.getElementById(`baris-${id}`) : null);
const linkOf = (row: HTMLElement | null | undefined): HTMLAnchorElement | null => (row ? find<HTMLAnchorElement>('a', row) : null);

type Subject = Record<'id' | 'versi' | 'status' | 'hasil', string>;

/** What the keys are about: a row, or the open file when its row has left the queue. */
function subject(): Subject | undefined {
  const file = find(FILE)!;
  const about = rowOf(at)?.dataset ?? (at && file.dataset.id === at ? file.dataset : undefined);
  return about as Subject | undefined;
}

async function pageAt(address: string, init?: RequestInit): Promise<Document> {
  const answer = await fetch(address, { credentials: 'same-origin', headers: { accept: 'text/html' }, ...init });
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

function putFile(page: Document): void {
  const [here, there] = [find(FILE), find(FILE, page)];
  // A copy: a fetched file is shown again when somebody comes back to its row.
  if (here && there) here.replaceWith(document.importNode(there, true));
}

/** Unequal parts alone are changed: fifty rows drawn anew would keep the next key waiting, and would lose what was ticked and typed meanwhile. */
function renew(page: Document): boolean {
  const there = find(DESK, page);
  if (!there) return false;
  const isStale = (old: Node, now: Node): boolean => !old.isEqualNode(now) && !(old instanceof HTMLDialogElement && old.open);
  Idiomorph.morph(desk(), there, { ignoreActiveValue: true, callbacks: { beforeNodeMorphed: isStale } });
  return true;
}

function mark(): void {
  for (const row of document.querySelectorAll<HTMLElement>('.baris')) {
    row.hidden = pending.has(row.dataset.id!);
    row.classList.toggle('terbuka', row.dataset.id === at);
    const link = linkOf(row);
    if (row.dataset.id === at) link?.setAttribute('aria-current', 'true');
    else link?.removeAttribute('aria-current');
  }
}

/** The file of a row; asked for once, until a decision changes the list. */
function fileOf(row: HTMLElement): Promise<Document> {
  const address = linkOf(row)!.href;
  const known = fetched.get(address);
  if (known) return known;
  const asked = pageAt(address);
  fetched.set(address, asked);
  void asked.then(() => fetched.get(address) === asked && ready.add(address));
  return asked;
}

/** Has the file of the row below at hand. */
function fetchBelow(row: HTMLElement | null): void {
  const below = row && rows()[rows().indexOf(row) + 1];
  if (below) void fileOf(below);
}

async function showFile(id: string): Promise<void> {
  const row = rowOf(id);
  if (!row) return;
  const page = await fileOf(row);
  if (at !== id) return;
  putFile(page);
  history.replaceState(null, '', linkOf(row)!.href.split('#')[0]);
  fetchBelow(row);
}

/** Goes to a row at once; its file follows, when it is not at hand only if the person stays there. */
function goTo(row: HTMLElement | undefined): void {
  if (!row) return;
  at = row.dataset.id;
  mark();
  linkOf(row)?.focus();
  clearTimeout(timer);
  const show = (): void => void showFile(row.dataset.id!);
  // What is at hand follows once the row itself has been painted.
  if (ready.has(linkOf(row)!.href)) requestAnimationFrame(() => (timer = window.setTimeout(show)));
  else timer = window.setTimeout(show, SETTLING);
}

const move = (step: number): void => goTo(rows()[rows().findIndex((row) => row.dataset.id === at) + step]);

/** Says why a decision was not taken, with the way to the match. */
function tell(page: Document, id: string): void {
  const words = find('#kata-meja')!.dataset;
  const notice = document.createElement('div');
  notice.className = 'pemberitahuan warning';
  const text = document.createElement('p');
  text.textContent = `${words.salah} ${find('.ringkasan-salah li', page)?.textContent ?? find('h1', page)?.textContent ?? ''}`;
  const link = document.createElement('a');
  link.href = `/petugas/cocok/${id}`;
  link.textContent = words.buka ?? '';
  notice.append(text, link);
  find(NEWS)!.replaceChildren(notice);
}

/** Where the keys stand once the server has drawn the desk anew. */
function settleDown(): void {
  const row = rowOf(at);
  if (row && !row.hidden) return;
  at = row ? rows()[0]?.dataset.id : (find(FILE)?.dataset.id ?? rows()[0]?.dataset.id);
}

/** Sends what a form of the page would, and takes the page that it leads to. */
function send(address: string, id: string, fields: Record<string, string>): void {
  const token = find<HTMLInputElement>('input[name=_token]', desk())!.value;
  const body = new URLSearchParams({ _token: token, ...fields });
  queue = queue.then(async () => {
    try {
      const page = await pageAt(address, { method: 'POST', body });
      pending.delete(id);
      fetched.clear();
      ready.clear();
      const focused = document.activeElement?.closest('.baris') !== null;
      if (!renew(page)) tell(page, id);
      settleDown();
      mark();
      if (focused) linkOf(rowOf(at))?.focus();
      fetchBelow(rowOf(at));
    } catch {
      pending.delete(id);
      mark();
      tell(document.implementation.createHTMLDocument(''), id);
    }
  });
}

/** Where the desk should stand afterwards: with the row open that has the focus then. */
function onward(next: HTMLElement | null | undefined): string {
  const link = linkOf(next);
  return link ? link.pathname + link.search : location.pathname + location.search;
}

/** Decides on a row and goes on to the next before the server has answered. */
function settle(path: 'putusan' | 'tunda' | 'minta', fields: Record<string, string>): void {
  const about = subject();
  if (!about) return;
  const { id, versi, status, hasil } = about;
  const all = rows();
  const place = all.findIndex((row) => row.dataset.id === id);
  const next = all[place + 1] ?? all[place - 1];
  pending.add(id);
  goTo(next);
  mark();
  send(`/petugas/cocok/${id}/${path}`, id, { versi, status, hasil, ke: onward(next), ...fields });
}

function approve(): void {
  if (find('.baris input:checked')) find<HTMLButtonElement>('.banyak [value=approved]')?.click();
  else settle('putusan', { putusan: 'approved' });
}

function select(isOn?: boolean): void {
  const box = find<HTMLInputElement>('input[type=checkbox]', rowOf(at) ?? document.createElement('p'));
  if (box) box.checked = isOn ?? !box.checked;
}

/** Selects this row and the one that it goes to. */
function extend(step: number): void {
  select(true);
  move(step);
  select(true);
}

function take(): void {
  const about = subject();
  if (about) send(`/petugas/cocok/${about.id}/ambil`, about.id, { ke: onward(rowOf(about.id)) });
}

function openMatch(): void {
  const about = subject();
  if (about) location.assign(`/petugas/cocok/${about.id}?${new URLSearchParams({ ke: onward(rowOf(about.id)) })}`);
}

function undo(): void {
  const form = find<HTMLFormElement>(`${NEWS} form`);
  if (!form) return;
  const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const id = form.action.split('/').at(-2)!;
  at = id;
  send(form.action, id, fields);
}

const ask = (id: string): void => find<HTMLDialogElement>(`#${id}`)?.showModal();

const KEYS: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  J: () => extend(1),
  K: () => extend(-1),
  x: () => select(),
  a: approve,
  r: () => ask('dialog-tolak'),
  d: () => find<HTMLAnchorElement>(`${FILE} [data-tombol=d]`)?.click(),
  h: () => ask('dialog-tunda'),
  i: () => ask('dialog-minta'),
  m: take,
  o: openMatch,
  z: undo,
  '/': () => find<HTMLInputElement>('#cari')?.focus(),
  '.': () => ask('dialog-tindakan'),
  '?': () => ask('dialog-tombol'),
};
const ON_ROW: Record<string, string> = { ArrowDown: 'j', ArrowUp: 'k', Enter: 'o' };

/** In a list of numbered answers a digit chooses; 0 is the tenth. */
function chooseByDigit(dialog: HTMLElement, key: string): void {
  const buttons = dialog.querySelectorAll<HTMLButtonElement>('.bernomor button');
  if (/^\d$/.test(key)) buttons[key === '0' ? 9 : Number(key) - 1]?.click();
}

/** What a key does now: after g, a letter goes to a queue. */
function actOf(key: string, now: number): (() => void) | undefined {
  const isChord = now - chordAt < CHORD;
  chordAt = key === 'g' ? now : -Infinity;
  const link = isChord && /^[a-z]$/.test(key) ? find(`.antrean [data-tombol="${key}"]`) : null;
  return link ? () => link.click() : KEYS[key];
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || desk().dataset.tombol === 'mati') return;
  const dialog = find('dialog[open]');
  if (dialog) return chooseByDigit(dialog, event.key);
  const target = event.target as HTMLElement;
  if (target.closest('select, textarea, input:not([type=checkbox])')) return;
  const act = actOf((target.matches('.baris a') && ON_ROW[event.key]) || event.key, event.timeStamp);
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener('click', (event) => {
  const button = (event.target as HTMLElement).closest<HTMLElement>('button[data-tombol], a[data-tombol="."]');
  if (!button || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  button.closest('dialog')?.close();
  KEYS[button.dataset.tombol!]?.();
});

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  const dialog = form.closest('dialog');
  const button = event.submitter as HTMLButtonElement | null;
  if (!dialog || !button?.name || dialog.id === 'dialog-tombol') return;
  event.preventDefault();
  dialog.close();
  if (button.name === 'alasan') settle('putusan', { putusan: 'rejected', alasan: button.value });
  else if (button.name === 'minta') settle('minta', { minta: button.value });
  else settle('tunda', { sampai: button.value });
});

fetchBelow(rowOf(at));
