import { checkRegion, childRegions, inRegion, parentRegion, placeName, regionLevel, regions, villageCentroids } from './regions';

const codes = [...regions().keys()];

describe('the regions', () => {
  it('are 38 provinces, 514 regencies and cities, 7,285 kecamatan and 83,762 villages', () => {
    const count = [0, 0, 0, 0, 0];
    for (const code of codes) count[regionLevel(code)]!++;
    expect(count).toEqual([0, 38, 514, 7285, 83762]);
  });

  it('have codes of one shape, names, and parents that exist', () => {
    const odd = [...regions()].filter(([code, name]) => !/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/.test(code) || !name.trim());
    const orphans = codes.filter((code) => parentRegion(code) !== null && !regions().has(parentRegion(code)!));
    expect({ odd, orphans }).toEqual({ odd: [], orphans: [] });
  });

  it('fall into families by name, under the provinces', () => {
    expect(childRegions(null)).toHaveLength(38);
    expect(childRegions('35.79').map(({ name }) => name)).toEqual(['Batu', 'Bumiaji', 'Junrejo']);
    expect(childRegions('35.79.01.1001')).toEqual([]);
  });

  it('of Malang Raya are 33, 5 and 3 kecamatan with 471 villages, each with a centroid there', () => {
    const under = (area: string, level: number) => codes.filter((code) => regionLevel(code) === level && inRegion(code, area));
    const areas = ['35.07', '35.73', '35.79'];
    expect(areas.map((area) => [under(area, 3).length, under(area, 4).length])).toEqual([[33, 390], [5, 57], [3, 24]]); // prettier-ignore
    const centroids = villageCentroids();
    expect(centroids.map(({ code }) => code).sort()).toEqual(areas.flatMap((area) => under(area, 4)).sort());
    expect(centroids.filter(({ lat, lng }) => !(lat > -8.6 && lat < -7.6 && lng > 112 && lng < 113.1))).toEqual([]);
  });
});

describe('a region', () => {
  it('is told from others of its name by the kecamatan that it lies in', () => {
    const kemiri = codes.filter((code) => code.startsWith('35.07.') && regions().get(code) === 'Kemiri').map(placeName);
    expect(kemiri).toContain('Kemiri, Kec. Kepanjen');
    expect(new Set(kemiri).size).toBe(2);
    expect([placeName('35.07.13'), placeName('35.07'), placeName('99')]).toEqual(['Kec. Kepanjen', 'Kabupaten Malang', '99']);
  });

  it('knows its level, its parent and what it lies in', () => {
    expect(['35', '35.07', '35.07.01', '35.07.01.2001'].map((code) => [regionLevel(code), parentRegion(code)])).toEqual([
      [1, null], [2, '35'], [3, '35.07'], [4, '35.07.01'],
    ]); // prettier-ignore
    expect(['35', '35.07', '35.07.01.2001', '35.0', '35.07.1', '36'].map((area) => inRegion('35.07.01.2001', area))).toEqual([
      true, true, true, false, false, false,
    ]); // prettier-ignore
  });

  it.each(['35', '35.07', '35.07.01', ' 35.07.01.2001 '])('is accepted by its code: %j', (text) => {
    expect(checkRegion(text)).toEqual({ ok: true, value: text.trim() });
  });

  it.each(['3507', 'Malang', '35.07.1', '99', '35.07.01.9999', '', 'constructor'])('is unknown: %j', (text) => {
    expect(checkRegion(text)).toEqual({
      ok: false,
      reason: {
        code: 'RegionUnknown',
        id: `Kode wilayah ${text} tidak ada. Pakai kode Kemendagri bertitik, contoh 35.07.01.2001.`,
        en: `There is no region ${text}. Use the Kemendagri code with dots, such as 35.07.01.2001.`,
      },
    });
  });

  it('that is far too long is not repeated', () => {
    const checked = checkRegion('3'.repeat(1_000_000));
    expect(checked.ok ? 0 : Math.max(checked.reason.id.length, checked.reason.en.length)).toBeLessThan(150);
  });

  it.each<[string, number, string, string]>([
    ['35', 2, 'Pilih kabupaten/kota atau kecamatan atau desa/kelurahan.', 'Choose a regency or city or a kecamatan or a village.'],
    ['35.07', 3, 'Pilih kecamatan atau desa/kelurahan.', 'Choose a kecamatan or a village.'],
    ['35.07.01', 4, 'Pilih desa/kelurahan.', 'Choose a village.'],
  ])('%s is too coarse for level %d', (code, level, id, en) => {
    expect(checkRegion(code, level)).toEqual({
      ok: false,
      reason: { code: 'RegionTooCoarse', id: `Wilayah ${code} terlalu luas. ${id}`, en: `Region ${code} is too large. ${en}` },
    });
    expect(checkRegion(code, level - 1)).toEqual({ ok: true, value: code });
  });
});
