import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createWriteStream } from 'node:fs';
import { ZipFile } from 'yazl';
import { Cell, csvLine, readTable, TableBroken, TableRow, xlsxStream } from '.';

describe('a table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sambung-tables-'));
  const file = join(folder, 'table');

  afterAll(() => rmSync(folder, { recursive: true }));

  const read = async (): Promise<TableRow[]> => {
    const rows: TableRow[] = [];
    for await (const row of readTable(file)) rows.push(row);
    return rows;
  };
  async function* given(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
    yield* rows;
  }
  const zipped = (members: Record<string, string>) => {
    const zip = new ZipFile();
    for (const [name, text] of Object.entries(members)) zip.addBuffer(Buffer.from(text), name);
    zip.end();
    return pipeline(zip.outputStream, createWriteStream(file));
  };

  const CELLS: readonly Cell[] = ['Keripik "Contoh", enak', 12_000, '3507134107850000', 'a & <b>\nc', null, true, '😀'];

  it('comes out of XLSX as it went in, numbers with all their digits', async () => {
    await pipeline(xlsxStream(given([['judul'], CELLS])), createWriteStream(file));
    expect(await read()).toEqual([
      { line: 1, cells: ['judul'] },
      { line: 2, cells: ['Keripik "Contoh", enak', '12000', '3507134107850000', 'a & <b>\nc', '', 'true', '😀'] },
    ]);
  });

  it('comes out of CSV as it went in, by comma or by semicolon, with or without a byte order mark', async () => {
    writeFileSync(file, `\uFEFF${csvLine(['a', 'b'])}${csvLine(['x;y', 'kata, "kutip"'])}`);
    expect(await read()).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x;y', 'kata, "kutip"'] },
    ]);
    writeFileSync(file, 'a;b\n1,5;2\n');
    expect((await read())[1]!.cells).toEqual(['1,5', '2']);
  });

  it.each(['=1+1', '+62', '-5', '@SUM(A1)', '\t=1', '\r=1'])('never gives a spreadsheet a formula: %j', async (text) => {
    expect(csvLine([text])).toMatch(/^"?'/);
    await pipeline(xlsxStream(given([[text]])), createWriteStream(file));
    expect((await read())[0]!.cells[0]).toMatch(/^'/);
    expect(csvLine([-5])).toBe('-5\r\n');
  });

  it('reads what other programs write: shared and rich strings, gaps, formulas, long numbers', async () => {
    await zipped({
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId9"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId9" Target="/xl/worksheets/other.xml"/></Relationships>',
      'xl/sharedStrings.xml': '<sst><si><t>satu</t></si><si><r><t>du</t></r><r><t>a</t></r><rPh><t>x</t></rPh></si></sst>',
      'xl/worksheets/other.xml':
        '<worksheet><sheetData><row r="3"><c r="B3" t="s"><v>1</v></c><c r="D3"><v>3.50713410785E+15</v></c></row><row/>' +
        '<row><c t="s"><v>0</v></c><c t="str"><f>A1&amp;"x"</f><v>hasil</v></c><c t="b"><v>1</v></c></row></sheetData></worksheet>',
    });
    expect(await read()).toEqual([
      { line: 3, cells: ['', 'dua', '', '3507134107850000'] },
      { line: 5, cells: ['satu', 'hasil', 'true'] },
    ]);
  });

  it('says from which line on a file is broken', async () => {
    writeFileSync(file, 'a,b\n"x,1\n');
    await expect(read()).rejects.toThrow(TableBroken);
    writeFileSync(file, 'PK not a workbook');
    await expect(read()).rejects.toMatchObject({ code: 'TableBroken', line: 1 });
  });
});
