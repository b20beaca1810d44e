import { hashed, HashedFile, MARK_FILE, stylesheet } from '@sambung/ui';

const PREFIX = '/aset';

const FILES = { stylesheet: stylesheet(), icon: hashed('sambung', 'svg', 'image/svg+xml', MARK_FILE) };

export const STYLESHEET = `${PREFIX}/${FILES.stylesheet.name}`;
export const ICON = `${PREFIX}/${FILES.icon.name}`;

/** A file by the name with its hash; others do not exist. */
export const assetNamed = (name: string): HashedFile | undefined => Object.values(FILES).find((file) => file.name === name);
