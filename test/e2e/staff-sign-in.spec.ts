import { TOTP } from 'otpauth';
import { Browser, Page } from 'playwright-core';
import { signIn } from '../factories/journey';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { axeFaults, openBrowser, openTab, pathOf, send } from '../support/browser';
import { OidcProvider, startOidcProvider } from '../support/start-oidc-provider';
import { TestSystem } from '../support/test-system';

describe('an officer who must have an authenticator app', () => {
  let system: TestSystem;
  let browser: Browser;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [], environment: { REQUIRE_SECOND_FACTOR: 'true' } });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  it('is led to add one, then works, and signs in with its codes or a recovery code', async () => {
    const email = 'petugas.aplikasi@contoh.id';
    await system.signIn({ role: 'officer', email, regionCode: '35.07' });
    const page = await openTab(browser, system.address, { javaScriptEnabled: true });
    await signIn(page, email);
    expect(pathOf(page)).toBe('/aplikasi');
    await send(page);
    const app = new TOTP({ secret: (await page.textContent('main code'))!.replaceAll(' ', '') });
    expect(await axeFaults(page)).toEqual([]);
    const right = app.generate();
    await page.fill('#kode', right === '000000' ? '111111' : '000000');
    await send(page);
    expect(await page.textContent('.ringkasan-salah a[href="#kode"]')).toContain('Kode salah');
    await page.fill('#kode', app.generate());
    await send(page);
    const codes = await page.locator('main li code').allTextContents();
    expect(codes).toHaveLength(10);
    expect(await axeFaults(page)).toEqual([]);
    await page.click('main a.tombol');
    expect(pathOf(page)).toBe('/petugas');

    const next = app.generate({ timestamp: Date.now() + 30_000 });
    const third = await openTab(browser, system.address);
    await signIn(third, email);
    await third.fill('#sandi', 'kata sandi uji');
    await third.fill('#aplikasi', `${next.slice(0, 3)} ${next.slice(3)}`);
    await send(third);
    expect(pathOf(third)).toBe('/petugas');

    const other = await openTab(browser, system.address);
    await signIn(other, email);
    expect(await other.textContent('.ringkasan-salah a[href="#aplikasi"]')).toContain('memakai aplikasi');
    await other.fill('#sandi', 'kata sandi uji');
    await other.fill('#aplikasi', codes[0]!.replaceAll('-', ' ').toUpperCase());
    await send(other);
    expect(pathOf(other)).toBe('/petugas');

    await other.goto('/perangkat');
    await other.click('text=Aplikasi kode');
    expect(await other.textContent('main')).toContain('Kode pemulihan yang tersisa: 9.');
    await other.fill('#kode', codes[0]!);
    await other.click('button.warning');
    expect(await other.textContent('.ringkasan-salah a[href="#kode"]')).toContain('salah atau terpakai');
    await page.goto('/aplikasi');
    expect(await axeFaults(page)).toEqual([]);
    await other.fill('#kode', codes[1]!);
    await other.click('button.warning');
    expect(await other.textContent('.pemberitahuan')).toContain('Aplikasi kode dilepas.');
    await other.goto('/petugas');
    expect(pathOf(other)).toBe('/aplikasi');
    await send(other);
    expect(await other.textContent('main code')).not.toBe(app.secret.base32);
  });
});

describe('staff of an organisation with its own provider', () => {
  let system: TestSystem;
  let provider: OidcProvider;
  let browser: Browser;

  beforeAll(async () => {
    const port = await freePort();
    provider = await startOidcProvider(`http://127.0.0.1:${port}/masuk/lembaga/kembali`);
    const environment = { REQUIRE_SECOND_FACTOR: 'true', ...provider.environment, OIDC_NAME: 'SSO Kabupaten Contoh' };
    system = await TestSystem.start({ workers: [], environment, port });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
    provider.stop();
  });

  const tab = (): Promise<Page> => openTab(browser, system.address);

  /** From our page to the provider and through its pages. */
  async function signInElsewhere(page: Page, login: string): Promise<void> {
    await page.click('text=Masuk dengan SSO Kabupaten Contoh');
    expect(page.url()).toContain(provider.issuer);
    await page.fill('input[name=login]', login);
    await page.fill('input[name=password]', 'apa saja');
    await page.click('button[type=submit]');
    await page.click('button[type=submit]');
  }

  it('signs in there and comes back to where it wanted to go, with a session in a cookie and no app of ours', async () => {
    const email = 'petugas.sso@contoh.id';
    await system.signIn({ role: 'officer', email, regionCode: '35.07' });
    const page = await tab();
    await page.goto('/petugas/permintaan');
    expect(pathOf(page)).toBe('/masuk/petugas');
    await signInElsewhere(page, email);
    expect(page.url()).toBe(`${system.address}/petugas/permintaan`);
    const cookies = await page.context().cookies(system.address);
    expect(cookies.find(({ name }) => name === 'sambung-sesi')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    expect(cookies.map(({ name }) => name)).not.toContain('sambung-lembaga');
    await page.goto('/perangkat');
    expect(await page.textContent('main')).toContain('Lembaga');
  });

  it('reads why it is refused: without an account, after cancelling, and when an answer comes again', async () => {
    const page = await tab();
    await page.goto('/masuk/petugas');
    await signInElsewhere(page, 'tidak.dikenal@contoh.id');
    expect(await page.textContent('main')).toContain('Belum ada akun untuk identitas ini');
    const answer = page.url();
    expect((await page.goto(answer))!.status()).toBe(401);
    expect(await page.textContent('main')).toContain('batal atau terlalu lama');
    await page.click('text=Coba lagi');
    expect(pathOf(page)).toBe('/masuk/petugas');
    await page.goto('/masuk/lembaga/kembali?error=access_denied&state=x');
    expect(await page.textContent('h1')).toBe('Anda belum masuk');
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('sambung-sesi');
  });

  it('begins only from our own page', async () => {
    const page = await tab();
    await page.goto('/masuk/lembaga?_token=karangan');
    expect(page.url()).toBe(`${system.address}/masuk/petugas`);
  });
});
