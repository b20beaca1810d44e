import { Principal } from '@sambung/accounts';
import { FACTS } from '@sambung/reference';

/** Stands for what only its owner sees without asking for it. */
export const HIDDEN = '•••';

/** Keeps the ends of a text and hides its middle. */
export const masked = (text: string, head: number, tail: number): string =>
  `${text.slice(0, head)}${'•'.repeat(Math.max(text.length - head - tail, 3))}${text.slice(-tail)}`;

export const maskedPhone = (phone: string): string => masked(phone, 6, 4);

const isIdentifier = (key: string): boolean => FACTS[key]?.sensitive === true && FACTS[key].identifier !== undefined;

/** Sensitive amounts of money and dates: identifiers are hidden from everybody, these from everybody but the owner. */
export const isHidden = (key: string): boolean => {
  const definition = FACTS[key];
  return definition?.sensitive === true && (definition.unit === 'IDR' || definition.type === 'date');
};

/** Facts that are shown in full only after unmasking. */
export const isMasked = (key: string): boolean => isIdentifier(key) || isHidden(key);

/** A value as its owner sees it, and whoever the owner agreed to share it with: of identifiers only the ends. */
export const shownValue = <T>(key: string, value: T): T | string =>
  isIdentifier(key) && typeof value === 'string' ? masked(value, 4, 4) : value;

/** A value as anybody else sees it. */
export const maskedValue = <T>(key: string, value: T): T | string => (isHidden(key) ? HIDDEN : shownValue(key, value));

/** How values are shown to somebody who may see the actor. */
export const shownTo = ({ role }: Pick<Principal, 'role'>): typeof shownValue => (role === 'owner' ? shownValue : maskedValue);
