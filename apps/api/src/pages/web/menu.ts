import { AccountRole, Principal } from '@sambung/accounts';
import { MenuItem, MessageKey } from '@sambung/ui';

const DESK = [
  ['/petugas', 'menu.queue'],
  ['/petugas/usaha', 'menu.actors'],
  ['/petugas/ganda', 'menu.twins'],
  ['/petugas/impor', 'menu.import'],
  ['/petugas/audit', 'menu.log'],
  ['/petugas/permintaan', 'menu.requests'],
  ['/petugas/hampir', 'menu.near'],
  ['/petugas/putaran', 'menu.rounds'],
  ['/petugas/aturan', 'menu.rules'],
  ['/tinjauan', 'menu.review'],
] as const;

const PLANNING = [
  ['/dasbor', 'menu.totals'],
  ['/dasbor/laporan', 'menu.reports'],
  ['/dasbor/sel', 'menu.cells'],
  ['/dasbor/tawaran', 'menu.offers'],
] as const;

/** Where each role works. */
const MENUS: Readonly<Record<AccountRole, readonly (readonly [string, MessageKey])[]>> = {
  owner: [
    ['/usaha', 'menu.profiles'],
    ['/kabar', 'menu.news'],
  ],
  officer: DESK,
  admin: [...DESK, ...PLANNING, ['/operasi/gagal', 'menu.deadRows']],
  partner: [
    ['/mitra', 'menu.inbox'],
    ['/mitra/tawaran', 'menu.offers'],
    ['/mitra/hasil', 'menu.results'],
    ['/tinjauan', 'menu.review'],
    ['/mitra/endpoint', 'menu.endpoints'],
    ['/mitra/kiriman', 'menu.deliveries'],
    ['/mitra/kunci', 'menu.keys'],
    ['/mitra/panduan', 'menu.guide'],
  ],
  planner: PLANNING,
};

/** So many fit into one row; what is used less stands behind a fold. */
const MOST_IN_A_ROW = 10;
const SHOWN_BEFORE_A_FOLD = 8;

/** Pages that belong to another section than their address begins with. */
const MOVED: readonly (readonly [string, string])[] = [
  ['/mitra/draf/', '/mitra/tawaran/'],
  ['/dasbor/simulasi/', '/dasbor/tawaran/'],
];

const isIn = (section: string, path: string): boolean => path === section || path.startsWith(`${section}/`);

/** The section that a page belongs to: of those that its address begins with, the innermost. */
function sectionOf(sections: readonly string[], path: string): string | undefined {
  const [from, to] = MOVED.find(([begin]) => path.startsWith(begin)) ?? ['', ''];
  const address = to + path.slice(from.length);
  return sections.filter((section) => isIn(section, address)).toSorted((a, b) => b.length - a.length)[0];
}

/** The pages of a role, the commoner first, and those that do not fit beside them. */
export function menuOf(principal: Principal | null, path: string): Record<'menu' | 'more', MenuItem[]> {
  const pages = principal ? MENUS[principal.role] : [];
  const section = sectionOf(
    pages.map(([href]) => href),
    path,
  );
  const items = pages.map(([href, label]): MenuItem => ({ href, label, current: href === path ? 'page' : href === section && 'section' }));
  const shown = items.length > MOST_IN_A_ROW ? SHOWN_BEFORE_A_FOLD : items.length;
  return { menu: items.slice(0, shown), more: items.slice(shown) };
}

const STAFF_PAGES = Object.entries(MENUS).flatMap(([role, items]) => (role === 'owner' ? [] : items.map(([href]) => href)));

/** Where whoever may open a page signs in. */
export const signInFor = (path: string): string => (STAFF_PAGES.some((page) => isIn(page, path)) ? '/masuk/petugas' : '/masuk');

/** The first page of a role, where signing in leads. */
export const homeOf = (role: AccountRole): string => MENUS[role][0]![0];

export const homeLabelOf = (role: AccountRole): MessageKey => MENUS[role][0]![1];
