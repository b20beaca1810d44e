import { inTransaction } from '@sambung/database';
import { KeyRotation } from '@sambung/vault';
import sharp from 'sharp';
import { crc32 } from 'node:zlib';
import { PDF, photo } from '../factories/documents';
import { actorRequest } from '../factories/actors';
import { cast, Cast } from '../factories/story';
import { Problem } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

interface Kept {
  id: string;
  kind: string;
  name: string;
  type: string;
  size: number;
}

/** A picture of one point whose header speaks of a hundred million. */
async function bomb(): Promise<Buffer> {
  const bytes = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  bytes.writeUInt32BE(10_000, 16);
  bytes.writeUInt32BE(10_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

describe('a photo or document', () => {
  let system: TestSystem;
  let people: Cast;
  let at: string;
  let actorId: string;
  const name = 'Berkas Contoh Kepanjen';

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    people = await cast(system);
    actorId = (await people.owner.post<{ id: string }>('/actors', actorRequest({ name }))).body.id;
    at = `/actors/${actorId}/documents`;
  });

  afterAll(() => system.stop());

  const send = (bytes: Buffer, fileName = 'berkas.jpg', kind = 'product') =>
    people.owner.upload<Kept>(at, { kind }, { name: fileName, bytes });
  const contentOf = async (id: string, by = people.owner): Promise<Buffer> => {
    const { status, body } = await by.get<{ content: string }>(`${at}/${id}`);
    expect(status).toBe(200);
    return Buffer.from(body.content, 'base64');
  };

  it('is drawn anew: upright, at most 1280 points, without place and camera', async () => {
    const original = await photo(3_000, 1_000);
    expect(original.includes('Kamera Rahasia')).toBe(true);
    const { status, body } = await send(original, 'C:\\foto ibu.jpg');
    expect([status, body]).toEqual([201, expect.objectContaining({ kind: 'product', name: 'foto ibu.jpg', type: 'image/jpeg' })]);
    const kept = await contentOf(body.id);
    const { width, height, exif, orientation, icc, xmp } = await sharp(kept).metadata();
    expect({ width, height, exif, orientation, icc, xmp }).toEqual({ width: 427, height: 1_280 });
    expect(kept.includes('Kamera Rahasia')).toBe(false);
    expect(kept.length).toBe(body.size);
  });

  it('is kept once, however often it is sent', async () => {
    const bytes = await photo(40, 30);
    const [first, second] = [await send(bytes, 'a.jpg', 'premises'), await send(bytes, 'b.jpg', 'premises')];
    expect([second.status, second.body.id]).toEqual([201, first.body.id]);
  });

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['without a byte', () => Buffer.alloc(0)],
    ['that is a program by another name', () => Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0', 'latin1')],
    ['that is text by another name', () => Buffer.from('<html><script>alert(1)</script>')],
    ['that is an animation', () => Buffer.from('GIF89a\x01\0\x01\0\0\xff\0,\0\0\0\0\x01\0\x01\0\0\x02\0;', 'latin1')],
    ['that breaks off', async () => (await photo(900, 900)).subarray(0, 3_000)],
    ['whose bytes were changed', async () => Buffer.concat([(await photo(50, 50)).subarray(0, 40), Buffer.alloc(400, 7)])],
    ['that is a PDF without an end', () => PDF.subarray(0, 20)],
    ['that is a PDF and an archive', () => Buffer.concat([PDF.subarray(0, 15), Buffer.from('PK\x05\x06'), PDF.subarray(15)])],
    ['that is a PDF and a page', () => Buffer.concat([Buffer.from('%PDF-1.4\n<script>alert(1)</script>\n'), PDF])],
  ])('%s is refused with what to do', async (_, make) => {
    const before = await system.query('select id from documents');
    const { status, body } = (await send(await make(), 'foto.jpg')) as unknown as { status: number; body: Problem };
    expect([status, body.errors![0]!.pointer]).toEqual([422, '/file']);
    expect(body.errors![0]!.detail).toMatch(/Kirim|Pilih|Send|Choose/);
    expect(await system.query('select id from documents')).toEqual(before);
  });

  it('that is too large, in bytes or in points, is refused before it is decoded', async () => {
    const heavyPdf = Buffer.concat([PDF.subarray(0, 15), Buffer.alloc(5_000_000, 32), PDF.subarray(15)]);
    const heavyPhoto = Buffer.concat([Buffer.from('\xff\xd8\xff', 'latin1'), Buffer.alloc(8_000_000)]);
    for (const [bytes, code] of [
      [heavyPdf, 'FileTooLarge'],
      [heavyPhoto, 'FileTooLarge'],
      [await bomb(), 'FileUnreadable'],
    ] as const) {
      expect((await send(bytes)) as unknown).toMatchObject({ status: 422, body: { errors: [{ pointer: '/file', code }] } });
    }
  });

  it('carries nothing along that a picture held besides', async () => {
    const polyglot = Buffer.concat([await photo(60, 60), Buffer.from('<script>alert(1)</script>'), PDF, Buffer.from('PK\x05\x06')]);
    const { body } = await send(polyglot, 'ganda.jpg', 'other');
    const kept = await contentOf(body.id);
    for (const trace of ['<script', '%PDF', 'PK\x05\x06']) expect(kept.includes(trace)).toBe(false);
  });

  it('is sealed, opens after keys have changed, and opens nowhere else', async () => {
    const { body } = await send(PDF, 'rahasia-nib.pdf', 'nib');
    const [row] = await system.query<Record<string, Buffer>>('select content, name_sealed, key_sealed from documents where id = $1', [
      body.id,
    ]);
    for (const bytes of Object.values(row!)) for (const text of ['%PDF', 'rahasia']) expect(bytes.includes(text)).toBe(false);
    const rotation = system.get(KeyRotation);
    await inTransaction(system.dataSource, async (tx) => {
      const begun = await rotation.begin(tx);
      while ((await rotation.next(tx, begun, 100)) > 0);
      await rotation.finish(tx, begun);
    });
    const [after] = await system.query<Record<string, Buffer>>('select content, key_sealed from documents where id = $1', [body.id]);
    expect([after!.content!.equals(row!.content!), after!.key_sealed!.equals(row!.key_sealed!)]).toEqual([true, false]);
    expect(await contentOf(body.id)).toEqual(PDF);
    const other = await send(await photo(20, 20), 'lain.jpg', 'halal');
    await system.query('update documents set content = $2 where id = $1', [other.body.id, row!.content]);
    expect((await people.owner.get(`${at}/${other.body.id}`)).status).toBe(500);
    expect((await people.owner.delete(`${at}/${other.body.id}`)).status).toBe(204);
  });

  it('of a PDF is only ever saved, and of a picture never runs', async () => {
    const { body } = await people.owner.get<Kept[]>(at);
    for (const { id, type } of body) {
      const answer = await fetch(`${system.address}/api/v1${at}/${id}`, {
        headers: { authorization: people.owner.authorization, accept: type },
      });
      const headers = Object.fromEntries(answer.headers);
      expect(headers).toMatchObject({
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      expect(headers['content-disposition']).toMatch(type === 'application/pdf' ? /^attachment/ : /^inline/);
    }
  });

  it('is seen by the officer of the territory, on record, and by no other', async () => {
    const { body } = await people.officer.get<Kept[]>(at);
    const pdf = body.find(({ type }) => type === 'application/pdf')!;
    expect(await contentOf(pdf.id, people.officer)).toEqual(PDF);
    const { body: trail } = await people.owner.get<{ items: { action: string; role: string }[] }>(`/actors/${actorId}/audit`);
    expect(trail.items[0]).toMatchObject({ action: 'document.read', role: 'officer' });
    const elsewhere = await system.signIn({ role: 'officer', regionCode: '35.79' });
    expect((await elsewhere.get(`${at}/${pdf.id}`)).status).toBe(404);
    expect((await people.partner.get(at)).status).toBe(403);
    expect((await people.officer.delete(`${at}/${pdf.id}`)).status).toBe(403);
  });

  it('is limited to twenty for one business', async () => {
    const { id } = (await people.owner.post<{ id: string }>('/actors', actorRequest({ name: 'Penuh Contoh' }))).body;
    const file = (n: number) => ({ name: `${n}.pdf`, bytes: Buffer.concat([PDF, Buffer.from(`%${n}\n`)]) });
    const answers = [];
    for (let n = 0; n < 21; n += 1) answers.push((await people.owner.upload(`/actors/${id}/documents`, { kind: 'other' }, file(n))).status);
    expect(answers).toEqual([...Array<number>(20).fill(201), 409]);
  });

  it('is in the copy that its owner gets, and goes with the erasure', async () => {
    const { body } = await people.owner.get<{ documents: Kept[] }>(`/actors/${actorId}/data`);
    expect(body.documents.map((one) => one.name)).toContain('rahasia-nib.pdf');
    expect((await people.owner.post(`/actors/${actorId}/erasure`, { name })).status).toBe(204);
    expect(await system.query('select id from documents where actor_id = $1', [actorId])).toEqual([]);
  });
});
