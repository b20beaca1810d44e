import { FormParts, shippedOffers } from '@sambung/offers';
import { checkForm } from './check-form';
import { formOf } from './document-form';
import { node } from './form-tree';

const { document } = shippedOffers().find(({ slug }) => slug === 'kur-mikro-2026')!;
const sound = formOf(document, 'kur-uji');
const condition = (fakta: string, fields: Record<string, string> = {}) => node({ jenis: 'fakta', fakta, ...fields });

async function faultsOf(form: FormParts): Promise<(readonly [string, string])[]> {
  const { faults } = await checkForm({ ...sound, ...form });
  return faults.map(({ field, text }) => [field, text.id]);
}

describe('the form of an offer with faults', () => {
  it('has none as it is', async () => {
    expect(await faultsOf({})).toEqual([]);
  });

  it('asks for a comparison once, in words, and numbers conditions about the same', async () => {
    const syarat = node({ jenis: 'kelompok', cara: 'all' }, [
      condition('actor.roles'),
      condition('actor.roles', { banding: '=', nilai: 'business' }),
      condition('business.turnover', { banding: '<=', nilai: 'banyak' }),
    ]);
    expect(await faultsOf({ syarat })).toEqual([
      ['syarat-0-banding', 'Jenis pelaku 1: pilih perbandingan.'],
      [
        'syarat-1-banding',
        'Jenis pelaku 2: perbandingan ini tidak cocok; pilih: memuat salah satu, memuat semua, tidak memuat, hanya memuat, sudah diisi, belum diisi.',
      ],
      ['syarat-2-nilai', expect.stringMatching(/: tulis bilangan bulat\.$/)],
    ]);
  });

  it('tells benefits apart, in the order of the page', async () => {
    const manfaat = node({ tempat: 'banyak' }, [
      node({ bentuk: 'teks' }),
      node({ kunci: 'maxAmount', nilai: '5' }),
      node({ kunci: 'fee', bentuk: 'angka', nilai: 'murah' }),
    ]);
    expect(await faultsOf({ manfaat, pokok: { ...sound.pokok!, fields: { ...sound.pokok!.fields, penyedia: '' } } })).toEqual([
      ['pokok-penyedia', 'Tulis nama penyedia.'],
      ['manfaat-tempat', 'Tulis jumlah dengan angka.'],
      ['manfaat-0-kunci', 'Manfaat 1: beri nama manfaat ini.'],
      ['manfaat-1-bentuk', 'Jumlah paling banyak: pilih bentuk isinya.'],
      ['manfaat-2-nilai', 'Biaya: isi tidak cocok dengan bentuknya.'],
    ]);
  });
});
