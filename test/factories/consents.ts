import { currentText } from '@sambung/accounts';

/** Of the words that may be agreed to now; the newest of all purposes have one version. */
export const TEXT_VERSION = currentText('matching').version;
