import { AccountRole, Principal } from '@sambung/accounts';
import { menuOf } from './menu';

const principalOf = (role: AccountRole): Principal => ({ id: 'x', kind: 'person', role, name: 'x', regionCode: null, institutionId: null });

/** What is marked in the menu of a role. */
function marked(role: AccountRole, path: string): string[] {
  const { menu, more } = menuOf(principalOf(role), path);
  return [...menu, ...more].filter(({ current }) => current).map(({ href, current }) => `${href} ${current}`);
}

describe('the menu', () => {
  it.each([
    ['officer', '/petugas/usaha', '/petugas/usaha page'],
    ['officer', '/petugas/usaha/baru', '/petugas/usaha section'],
    ['officer', '/petugas/cari', '/petugas section'],
    ['admin', '/operasi/gagal/12', '/operasi/gagal section'],
    ['partner', '/mitra/hasil/simpan', '/mitra/hasil section'],
    ['partner', '/mitra/draf/12/syarat', '/mitra/tawaran section'],
    ['planner', '/dasbor/simulasi/12', '/dasbor/tawaran section'],
  ] as const)('of a role %s marks at %s %s', (role, path, expected) => {
    expect(marked(role, path)).toEqual([expected]);
  });

  it('marks nothing for a page of no section, though its address begins alike', () => {
    expect([marked('owner', '/usahaku'), marked('planner', '/bantuan')]).toEqual([[], []]);
  });
});
