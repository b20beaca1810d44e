import { Browser, Page } from 'playwright-core';
import { actorRequest } from '../factories/actors';
import { signInByPhone } from '../factories/journey';
import { cast, publishOffer } from '../factories/story';
import { openBrowser, openTab } from '../support/browser';
import { TestSystem } from '../support/test-system';

const PHONE = '0899 9300 0001';

/** A home-made snack in Malang City, without any document. */
const SNACKS = {
  'legality.nib': false, 'legality.pirt': false, 'legality.bpomMd': false, 'legality.halal': false, 'business.turnover': 120_000_000,
  'business.madeAtHome': true, 'business.technology': 'manual', 'business.shelfLife': 90, 'business.foodForm': 'dry', 'business.packaged': true,
  'business.packagingReady': true, 'business.facilities': 1, 'business.outlets': 1, 'business.halalIngredients': true,
  'business.uncertifiedMeat': false, 'business.preservations': 1, 'business.startedOn': '2026-07-12',
}; // prettier-ignore

describe('an owner who cannot have an offer yet, without scripts', () => {
  let system: TestSystem;
  let browser: Browser;
  let page: Page;
  let business: string;

  beforeAll(async () => {
    system = await TestSystem.start();
    browser = await openBrowser();
    const people = await cast(system);
    await publishOffer(system, people.admin, {
      validTo: '2099-06-30',
      requires: { id: 'nib', fact: 'legality.nib', op: '=', value: false },
      examples: [],
    });
    const owner = await system.signIn({ role: 'owner', phone: `+62${PHONE.slice(1).replaceAll(' ', '')}` });
    const facts = Object.fromEntries(Object.entries(SNACKS).map(([key, value]) => [key, { value }]));
    const { body } = await owner.post<{ id: string }>('/actors', actorRequest({ facts, regionCode: '35.73.01.1001' }));
    business = `/usaha/${body.id}`;
    page = await openTab(browser, system.address);
    await signInByPhone(page, PHONE);
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  it('is shown the way over other offers, step by step, with days, and effort in words', async () => {
    await page.goto(`${business}/cocok/etalase-hotel-phri-malang`);
    const steps = page.locator('.langkah > li');
    expect(await steps.count()).toBe(2);
    expect(await steps.nth(0).textContent()).toMatch(/SPP-IRT.*Urus NIB di OSS.*sekitar 1 hari, upaya ringan.*sampai/);
    expect(await page.textContent('main')).toMatch(/Bisa siap .*: sekitar 31 hari, upaya (ringan|sedang|besar)\./);
    await steps.nth(0).locator('a').click();
    expect(await page.textContent('h1')).toContain('SPP-IRT');
  });

  it('saves the last days of its offers to the calendar of the phone', async () => {
    await page.goto('/kabar');
    const href = (await page.getAttribute('a:has-text("Simpan tenggat")', 'href'))!;
    const file = await page.request.get(href);
    expect(file.headers()['content-type']).toBe('text/calendar; charset=utf-8');
    const text = await file.text();
    expect(text).toContain('DTSTART;VALUE=DATE:20990630\r\n');
    expect(text).not.toMatch(/Contoh Keripik|0899/);
    const stranger = await openTab(browser, system.address);
    expect((await stranger.request.get(href)).status()).toBe(401);
  });
});
