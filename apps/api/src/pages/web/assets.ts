import { hashed, HashedFile, MARK_FILE, officeStylesheet, ownerStylesheet } from '@sambung/ui';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PREFIX = '/aset';

/** From the compiled program, and from its sources, as the tests run them. */
const ISLANDS = ['../../../../../islands', '../../../../../dist/islands'].map((folder) => join(__dirname, folder));

/** The script of a page; null before `npm run build` has made it, and the page works without. */
function script(name: string, island: string): HashedFile | null {
  const built = ISLANDS.map((folder) => join(folder, island)).find((file) => existsSync(file));
  return built ? hashed(name, 'js', 'text/javascript; charset=utf-8', readFileSync(built)) : null;
}

const FILES = {
  ownerStyles: ownerStylesheet(),
  officeStyles: officeStylesheet(),
  icon: hashed('sambung', 'svg', 'image/svg+xml', MARK_FILE),
  desk: script('meja', 'desk.js'),
  owner: script('pemilik', 'owner.js'),
};

export const STYLESHEET = `${PREFIX}/${FILES.ownerStyles.name}`;
export const OFFICE_STYLESHEET = `${PREFIX}/${FILES.officeStyles.name}`;

/** The text of the first, for a page that brings it along, and the source by which a browser believes it. */
export const STYLES = FILES.ownerStyles.body.toString();
export const STYLES_SOURCE = `'sha256-${createHash('sha256').update(STYLES).digest('base64')}'`;
export const ICON = `${PREFIX}/${FILES.icon.name}`;
export const DESK_SCRIPT = FILES.desk && `${PREFIX}/${FILES.desk.name}`;
export const OWNER_SCRIPT = FILES.owner && `${PREFIX}/${FILES.owner.name}`;

/** A file by the name with its hash; others do not exist. */
export const assetNamed = (name: string): HashedFile | undefined =>
  Object.values(FILES).find((file): file is HashedFile => file?.name === name);
