import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { Entry, open, ZipFile } from 'yauzl';

/** Longer members are refused: nothing that an office sends is, and a small file may claim to be endless. */
const MOST_BYTES = 4 * 1024 ** 3;

/** The members of a zip file, by name. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(file: string): Promise<Archive> {
    const zip = await promisify<string, object, ZipFile>(open as never)(file, { lazyEntries: true, autoClose: false });
    const entries = new Map<string, Entry>();
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: Entry) => {
        entries.set(entry.fileName, entry);
        zip.readEntry();
      });
      zip.once('end', resolve);
      zip.once('error', reject);
      zip.readEntry();
    });
    return new Archive(zip, entries);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  async stream(name: string): Promise<Readable> {
    const entry = this.entries.get(name);
    if (!entry || entry.uncompressedSize > MOST_BYTES) throw new Error(`no readable ${name}`);
    const openReadStream = this.zip.openReadStream.bind(this.zip) as (entry: Entry, done: (error: Error | null, stream: Readable) => void) => void; // prettier-ignore
    return promisify(openReadStream)(entry);
  }

  close(): void {
    this.zip.close();
  }
}
