/** Kinds of files that some route takes, told by their bytes and never by their names. */
export type FileKind = 'jpeg' | 'png' | 'webp' | 'pdf' | 'xlsx' | 'text';

export const KIND_NAMES: Readonly<Record<FileKind, string>> = {
  jpeg: 'JPG', png: 'PNG', webp: 'WebP', pdf: 'PDF', xlsx: 'XLSX', text: 'CSV',
}; // prettier-ignore

/** How much of a file tells its kind. */
export const SNIFFED_BYTES = 4_096;

const startsWith = (bytes: Buffer, signature: string, at = 0): boolean =>
  bytes.subarray(at, at + signature.length).equals(Buffer.from(signature, 'latin1'));

const SIGNATURES: readonly (readonly [FileKind, (bytes: Buffer) => boolean])[] = [
  ['jpeg', (bytes) => startsWith(bytes, '\xff\xd8\xff')],
  ['png', (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n')],
  ['webp', (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)],
  ['pdf', (bytes) => startsWith(bytes, '%PDF-')],
  ['xlsx', (bytes) => startsWith(bytes, 'PK\x03\x04')],
];

/** UTF-16 has every other byte zero, and a mark before them. */
const isText = (bytes: Buffer): boolean => startsWith(bytes, '\xff\xfe') || startsWith(bytes, '\xfe\xff') || !bytes.includes(0);

/** @param bytes the first of the file */
export const kindOf = (bytes: Buffer): FileKind | null =>
  SIGNATURES.find(([, matches]) => matches(bytes))?.[0] ?? (isText(bytes) ? 'text' : null);
