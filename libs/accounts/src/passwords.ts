import { FieldFault } from '@sambung/errors';
import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';

/** OWASP ASVS 5.0 appendix C: argon2id with 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

let nobody: Promise<string> | undefined;

/** Takes as long for an unknown account as for a wrong password. */
export async function passwordMatches(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await (nobody ??= hashPassword('an account that does not exist'))), password);
  return matches && !!passwordHash;
}

const SHORTEST = 8;
let common: Set<string> | undefined;

/** Passwords that leaked lists show to be tried first. */
const isCommon = (password: string): boolean => (common ??= new Set(dictionary['passwords-common'])).has(password.toLowerCase());

/** @param words what an attacker knows of the account: name, e-mail, phone */
function repeatsAccount(password: string, words: readonly (string | null | undefined)[]): boolean {
  const lower = password.toLowerCase();
  return ['sambung', ...words].some((word) => word && lower === word.toLowerCase());
}

/**
 * Faults of a new password: too short, or known from leaked lists. No rules of composition and no longest life
 * (ASVS 5.0, 6.2).
 */
export function passwordFaults(pointer: string, password: string, words: readonly (string | null | undefined)[] = []): FieldFault[] {
  if (password.length < SHORTEST) {
    const detail = { id: `Paling pendek ${SHORTEST} huruf.`, en: `At least ${SHORTEST} characters.` };
    return [{ pointer, code: 'PasswordShort', detail }];
  }
  if (!isCommon(password) && !repeatsAccount(password, words)) return [];
  const detail = {
    id: 'Kata sandi ini ada di daftar yang sering dibobol. Pakai beberapa kata yang tidak berhubungan.',
    en: 'This password is on the lists that attackers try first. Use several unrelated words.',
  };
  return [{ pointer, code: 'PasswordCommon', detail }];
}

const PIN = /^\d{6}$/;
const ORDERED = '01234567890123456789 98765432109876543210';
/** One digit, two or three digits repeated (111111, 121212, 123123), or pairs (112233). */
const REPEATED = /^(\d{1,3})\1+$|^(\d)\2(\d)\3(\d)\4$/;

/** A PIN of six digits that neither repeats nor counts, and that leaked lists do not know. */
export const isGoodPin = (pin: string): boolean => PIN.test(pin) && !REPEATED.test(pin) && !ORDERED.includes(pin) && !isCommon(pin);
