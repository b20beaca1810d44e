import { NewDocument } from '@sambung/profiles';
import sharp from 'sharp';
import { fileTooLarge, fileUnreadable, Upload, UploadRule } from '../http/uploads';

/** Photos of 60 million points and more are made to exhaust memory, or by cameras that nobody takes to a market. */
const MOST_PIXELS = 60_000_000;
const LONGEST_SIDE = 1_280;
const JPEG_QUALITY = 80;
const MOST_PDF_BYTES = 5_000_000;

/** @param field the name of the file in the form */
export const documentRule = (field: string): UploadRule => ({ field, mostBytes: 8_000_000, kinds: ['jpeg', 'png', 'webp', 'pdf'] });

// One picture takes one core: the others serve requests.
sharp.concurrency(1);

/** What the end of a PDF must hold, and what makes of it something else as well: an archive or a page. */
const PDF_END = '%%EOF';
const ALSO_AN_ARCHIVE = 'PK\u0005\u0006';
const ALSO_A_PAGE = /<(script|html|svg)\b/i;
const EDGE_BYTES = 1_024;

function isPlainPdf(bytes: Buffer): boolean {
  const [start, end] = [bytes.subarray(0, EDGE_BYTES), bytes.subarray(-EDGE_BYTES)];
  return end.includes(PDF_END) && !bytes.includes(ALSO_AN_ARCHIVE) && !ALSO_A_PAGE.test(start.toString('latin1'));
}

/** The picture drawn anew: upright, small, without where and with what it was taken, and without whatever else the file held. */
const redrawn = (bytes: Buffer): Promise<Buffer> =>
  sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();

/**
 * Reads a file that is to be kept. A PDF is kept as it is and only ever given out to be saved.
 * @throws DomainError whose fault names the field
 */
export async function readyDocument(upload: Upload): Promise<Pick<NewDocument, 'name' | 'type' | 'content'>> {
  const { rule } = upload;
  const { name, kind, bytes } = await upload.read();
  if (kind === 'pdf') {
    if (bytes.length > MOST_PDF_BYTES) throw fileTooLarge({ ...rule, mostBytes: MOST_PDF_BYTES });
    if (!isPlainPdf(bytes)) throw fileUnreadable(rule);
    return { name, type: 'application/pdf', content: bytes };
  }
  const content = await redrawn(bytes).catch(() => {
    throw fileUnreadable(rule);
  });
  return { name, type: 'image/jpeg', content };
}
