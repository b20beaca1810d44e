import { Readable } from 'node:stream';
import { SaxesParser, SaxesTagPlain } from 'saxes';
import { TableBroken, TableRow } from '../table-row';
import { Archive } from './archive';
import { SharedStrings } from './shared-strings';

const WORKBOOK = 'xl/workbook.xml';
const MOST_COLUMNS = 16_384;

type Attributes = Record<string, string>;

const attributesOf = (tag: SaxesTagPlain): Attributes => tag.attributes;

/** Feeds a member to a parser, piece by piece; after each the caller may take what has become complete. */
async function* pieces(input: Readable, parser: SaxesParser): AsyncGenerator<void> {
  parser.on('error', (error) => {
    throw error;
  });
  for await (const piece of input.setEncoding('utf8')) {
    parser.write(piece as string);
    yield;
  }
  parser.close();
  yield;
}

async function eachTag(archive: Archive, name: string, look: (name: string, attributes: Attributes) => void): Promise<void> {
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => look(tag.name, attributesOf(tag as SaxesTagPlain)));
  for await (const _ of pieces(await archive.stream(name), parser)) void _;
}

/** The member that holds the first sheet. */
async function firstSheet(archive: Archive): Promise<string> {
  const sheets: string[] = [];
  const targets = new Map<string, string>();
  await eachTag(archive, WORKBOOK, (name, attributes) => void (name === 'sheet' && sheets.push(attributes['r:id'] ?? '')));
  await eachTag(
    archive,
    'xl/_rels/workbook.xml.rels',
    (name, { Id, Target }) => void (name === 'Relationship' && targets.set(Id!, Target!)),
  );
  const target = targets.get(sheets[0] ?? '') ?? 'worksheets/sheet1.xml';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function readStrings(archive: Archive, strings: SharedStrings): Promise<void> {
  if (!archive.has('xl/sharedStrings.xml')) return;
  const parser = new SaxesParser();
  let [text, isText, isPhonetic] = ['', false, false];
  parser.on('opentag', ({ name }) => {
    if (name === 'si') text = '';
    else if (name === 'rPh') isPhonetic = true;
    else if (name === 't') isText = !isPhonetic;
  });
  parser.on('text', (more) => {
    if (isText) text += more;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'si') strings.add(text);
    else if (name === 'rPh') isPhonetic = false;
    else if (name === 't') isText = false;
  });
  for await (const _ of pieces(await archive.stream('xl/sharedStrings.xml'), parser)) void _;
  strings.flush();
}

/** `C5` is the third column; null where the file leaves it out. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (!letters) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Long whole numbers come as 3.5E+15 from some programs. */
const numberText = (raw: string): string => (/e/i.test(raw) && Number.isSafeInteger(Number(raw)) ? BigInt(Number(raw)).toString() : raw);

/** Makes rows of the tags of one sheet; create one per sheet. */
class SheetReader {
  readonly parser = new SaxesParser();
  private done: TableRow[] = [];
  private cells: string[] = [];
  private line = 0;
  private column = 0;
  private type = '';
  private raw = '';
  private isValue = false;

  constructor(private readonly strings: SharedStrings) {
    this.parser.on('opentag', (tag) => this.open(tag.name, attributesOf(tag as SaxesTagPlain)));
    this.parser.on('text', (text) => {
      if (this.isValue) this.raw += text;
    });
    this.parser.on('closetag', ({ name }) => this.close(name));
  }

  take(): TableRow[] {
    const rows = this.done;
    this.done = [];
    return rows;
  }

  private open(name: string, { r, t }: Attributes): void {
    if (name === 'row') {
      this.line = Number(r) || this.line + 1;
      this.cells = [];
      this.column = 0;
    } else if (name === 'c') {
      this.column = columnOf(r) ?? this.column;
      this.type = t ?? 'n';
      this.raw = '';
    } else if (name === 'v' || name === 't') this.isValue = true;
  }

  private close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row' && this.cells.some((cell) => cell !== '')) this.done.push({ line: this.line, cells: this.cells });
  }

  private endCell(): void {
    if (this.column < MOST_COLUMNS) {
      while (this.cells.length < this.column) this.cells.push('');
      this.cells[this.column] = this.text().trim();
    }
    this.column += 1;
  }

  private text(): string {
    switch (this.type) {
      case 's':
        return this.strings.at(Number(this.raw));
      case 'b':
        return this.raw === '1' ? 'true' : 'false';
      case 'n':
        return numberText(this.raw);
      default:
        return this.raw;
    }
  }
}

/** The rows of the first sheet, empty ones left out. @throws TableBroken */
export async function* xlsxRows(file: string): AsyncGenerator<TableRow> {
  const strings = new SharedStrings();
  let archive: Archive | undefined;
  let line = 0;
  try {
    archive = await Archive.open(file);
    await readStrings(archive, strings);
    const sheet = new SheetReader(strings);
    for await (const _ of pieces(await archive.stream(await firstSheet(archive)), sheet.parser)) {
      void _;
      for (const row of sheet.take()) {
        line = row.line;
        yield row;
      }
    }
  } catch (error) {
    if (error instanceof Error && !(error instanceof TableBroken) && !('code' in error && error.code === 'ENOENT')) throw new TableBroken(line + 1); // prettier-ignore
    throw error;
  } finally {
    archive?.close();
    strings.close();
  }
}
