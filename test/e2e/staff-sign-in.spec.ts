import { TOTP } from 'otpauth';
import { Browser } from 'playwright-core';
import { signIn } from '../factories/journey';
import { axeFaults, openBrowser, openTab, pathOf, send } from '../support/browser';
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

    const other = await openTab(browser, system.address);
    await signIn(other, email);
    expect(await other.textContent('.ringkasan-salah a[href="#aplikasi"]')).toContain('memakai aplikasi');
    await other.fill('#sandi', 'kata sandi uji');
    await other.fill('#aplikasi', codes[0]!);
    await send(other);
    expect(pathOf(other)).toBe('/petugas');
  });
});
