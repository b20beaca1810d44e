import { Page } from 'playwright-core';
import { pathOf, send } from '../support/browser';

let owners = 0;

/** A mobile number that nobody has: the block 0899 9100 is ours. */
export const nextPhone = (): string => `0899 9100 ${String((owners += 1)).padStart(4, '0')}`;

/** What a small maker of crisps in Kepanjen answers, question by question; the paths that were seen are returned. */
export async function answerQuestions(page: Page, name = 'Keripik Contoh'): Promise<string[]> {
  await page.goto('/');
  await page.click('main a.tombol.primary');
  const seen: string[] = [];
  while (pathOf(page).startsWith('/mulai')) {
    seen.push(pathOf(page));
    if (seen.length > 12) throw new Error(`The questions do not end: ${seen.join(' ')}`);
    await answerOne(page, name);
  }
  return seen;
}

const FIXED: Readonly<Record<string, (page: Page, name: string) => Promise<unknown>>> = {
  '/mulai/siapa': (page) => page.check('[value=business]'),
  '/mulai/usaha': async (page, name) => [await page.fill('#nama', name), await page.check('[value=snacks]')],
  '/mulai/lokasi': (page) => page.selectOption('#tempat', '35.07.13'),
  '/mulai/desa': (page) => page.selectOption('#desa', '35.07.13.2001'),
  '/mulai/kebutuhan': (page) => page.check('[value=pembiayaan]'),
  '/mulai/kesiapan': async (page) => [await page.check('[value=nib]'), await page.check('[value=ragu]')],
};

async function answerOne(page: Page, name: string): Promise<void> {
  const fixed = FIXED[pathOf(page)];
  if (fixed) {
    await fixed(page, name);
    return send(page);
  }
  const radios = page.locator('main input[type=radio]');
  if ((await radios.count()) === 0) return page.click('button[name=lewati]');
  await radios.first().check();
  return send(page);
}

/** Writes the code that a demonstration shows in place of sending it. */
export async function enterCode(page: Page): Promise<void> {
  await page.fill('#kode', (await page.textContent('.kode-peragaan'))!);
  await send(page);
}

/** Keeps the answers under an account. @returns the path of the business */
export async function register(page: Page, phone = nextPhone()): Promise<string> {
  await page.goto('/simpan');
  await page.fill('#nama', 'Contoh Pemilik');
  await page.fill('#telepon', phone);
  await page.check('#setuju');
  await send(page);
  await enterCode(page);
  return pathOf(page);
}

/** Signs an owner in, where the page stands or at the usual door. */
export async function signInByPhone(page: Page, phone: string): Promise<void> {
  if (pathOf(page) !== '/masuk') await page.goto('/masuk');
  await page.fill('#telepon', phone);
  await send(page);
  await enterCode(page);
}

export async function signIn(page: Page, login: string, password = 'kata sandi uji'): Promise<void> {
  await page.goto('/masuk/petugas');
  await page.fill('#akun', login);
  await page.fill('#sandi', password);
  await send(page);
}
