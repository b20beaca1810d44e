import { actorRequest } from '../factories/actors';
import { offerDocument } from '../factories/offers';
import { cast, publishOffer } from '../factories/story';
import { signIn } from '../factories/journey';
import { openBrowser, openTab } from '../support/browser';
import { TestSystem } from '../support/test-system';

it('looks', async () => {
  const system = await TestSystem.start();
  const browser = await openBrowser();
  try {
    const people = await cast(system);
    await publishOffer(system, people.admin, { name: { id: 'Pelatihan Kemasan Kepanjen', en: 'Packaging' }, benefits: { seats: 3 }, validTo: '2027-06-30' });
    for (let i = 0; i < 8; i += 1) await people.officer.post('/actors', actorRequest({ facts: { 'legality.nib': { value: i % 2 === 0 }, 'business.startedOn': { value: '2025-01-01' }, 'need.wanted': { value: ['produksi.kemasan'] }, 'owner.sex': { value: 'female' } } }));
    const planner = await system.signIn({ role: 'planner', email: 'p@contoh.id' });
    await system.signIn({ role: 'officer', email: 'o@contoh.id', regionCode: '35.07' });
    await system.signIn({ role: 'partner', email: 'm@contoh.id', institutionId: people.institutionId });
    await people.admin.post(`/offers/${people.slug}/versions`, { document: offerDocument({ validTo: '2027-12-31', requires: { all: [{ id: 'nib', fact: 'legality.nib', op: '=', value: true }, { id: 'age', fact: 'business.startedOn', measure: 'months', op: '>=', value: 3 }] }, examples: [] }) });
    await people.admin.post(`/offers/${people.slug}/versions/2/review`);
    const { body } = await planner.post<{ id: string }>(`/offers/${people.slug}/simulations`, { asOf: '2027-01-01' });
    await system.noPendingWork();
    const looks: [string, string[]][] = [
      ['p@contoh.id', ['/dasbor/sel', '/dasbor/tawaran', `/dasbor/tawaran/${people.slug}`, `/dasbor/simulasi/${body.id}`]],
      ['o@contoh.id', ['/petugas/hampir', '/tinjauan', `/tinjauan/${people.slug}/2`]],
    ];
    for (const [who, paths] of looks) {
      for (const width of [1280, 360]) {
        const page = await openTab(browser, system.address, { viewport: { width, height: 900 } });
        await signIn(page, who);
        for (const path of paths) {
          const answer = await page.goto(path);
          const wide = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
          console.log(who, width, path, answer!.status(), wide, (await answer!.body()).length);
          await page.screenshot({ path: `/tmp/wt/cat-tmp/shots/${path.split('/').slice(1, 3).join('-')}${path.split('/').length > 3 ? '-x' : ''}-${width}.png`, fullPage: true });
        }
        await page.context().close();
      }
    }
  } finally {
    await browser.close();
    await system.stop();
  }
}, 900_000);
