import { DomainError, FieldFault, Text } from '@sambung/errors';
import { ValidationPipe } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, ValidationError } from 'class-validator';

export const FIELD_UNKNOWN: Text = { id: 'Kolom ini tidak dikenal. Hapus.', en: 'This field is not known. Remove it.' };

/** What each class-validator constraint asks for; `limits` are its numbers, if the message holds any. */
const ADVICE: Readonly<Record<string, (limits: string) => Text>> = {
  whitelistValidation: () => FIELD_UNKNOWN,
  isString: () => ({ id: 'Harus teks.', en: 'Must be text.' }),
  isNotEmpty: () => ({ id: 'Wajib diisi.', en: 'Is required.' }),
  isDefined: () => ({ id: 'Wajib diisi.', en: 'Is required.' }),
  isInt: () => ({ id: 'Harus bilangan bulat.', en: 'Must be a whole number.' }),
  isBoolean: () => ({ id: 'Harus true atau false.', en: 'Must be true or false.' }),
  isArray: () => ({ id: 'Harus daftar.', en: 'Must be a list.' }),
  isObject: () => ({ id: 'Harus objek.', en: 'Must be an object.' }),
  nestedValidation: () => ({ id: 'Harus objek.', en: 'Must be an object.' }),
  isUuid: () => ({ id: 'Harus UUID.', en: 'Must be a UUID.' }),
  isUrl: () => ({ id: 'Harus alamat URL.', en: 'Must be a URL.' }),
  isEmail: () => ({ id: 'Harus alamat e-mail.', en: 'Must be an e-mail address.' }),
  arrayNotEmpty: () => ({ id: 'Isi paling sedikit satu.', en: 'Give at least one.' }),
  arrayMaxSize: (limits) => ({ id: `Paling banyak ${limits}.`, en: `At most ${limits}.` }),
  arrayUnique: () => ({ id: 'Tidak boleh berulang.', en: 'Must not repeat.' }),
  isLength: (limits) => ({ id: `Panjang teks ${limits} huruf.`, en: `Text of ${limits} characters.` }),
  maxLength: (limits) => ({ id: `Paling panjang ${limits} huruf.`, en: `At most ${limits} characters.` }),
  minLength: (limits) => ({ id: `Paling pendek ${limits} huruf.`, en: `At least ${limits} characters.` }),
  min: (limits) => ({ id: `Paling kecil ${limits}.`, en: `At least ${limits}.` }),
  max: (limits) => ({ id: `Paling besar ${limits}.`, en: `At most ${limits}.` }),
};

function adviceFor(constraint: string, message: string): Text {
  const limits = (message.match(/\d+/g) ?? []).join('–');
  const advice = ADVICE[constraint];
  if (advice) return advice(limits);
  const options = message.split('following values: ')[1];
  if (options) return { id: `Pilih salah satu dari: ${options}.`, en: `Choose one of: ${options}.` };
  const [id, en] = message.split(' | ');
  return en ? { id: id!, en } : { id: 'Bentuknya salah.', en: 'Has the wrong form.' };
}

/** What a value is comes before what it holds: a list that is none is not told what its members must be. */
const SHAPES = ['isArray', 'isString', 'isInt', 'isBoolean', 'isObject'];

/** A required text that is missing breaks several constraints at once: one advice is enough. */
function worst(error: ValidationError): [string, string] {
  const constraints = error.constraints ?? {};
  if (error.value === undefined) return ['isDefined', ''];
  const shape = SHAPES.find((name) => name in constraints);
  return shape ? [shape, constraints[shape]!] : Object.entries(constraints).at(-1)!;
}

/** A member name as a part of a JSON Pointer (RFC 6901). */
export const pointerSegment = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

function faultsOf(errors: readonly ValidationError[], path: string): FieldFault[] {
  return errors.flatMap((error) => {
    const pointer = `${path}/${pointerSegment(error.property)}`;
    const nested = faultsOf(error.children ?? [], pointer);
    if (!error.constraints) return nested;
    const [constraint, message] = worst(error);
    return [{ pointer, code: constraint, detail: adviceFor(constraint, message) }, ...nested];
  });
}

/** What the shape of a request lacks that was put together from a form. */
export const shapeFaults = async <T extends object>(type: new () => T, value: object): Promise<FieldFault[]> =>
  faultsOf(await validate(plainToInstance(type, value), { whitelist: true, forbidNonWhitelisted: true }), '');

const refused = (errors: readonly FieldFault[]): DomainError =>
  new DomainError('invalid', 'RequestInvalid', { id: 'Ada isian yang perlu diperbaiki.', en: 'Some fields need correcting.' }, { errors });

/** Checks the shape of bodies and queries; unknown members are refused, not dropped. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors: ValidationError[]) => refused(faultsOf(errors, '')),
  });
