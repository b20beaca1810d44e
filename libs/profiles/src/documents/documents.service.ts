import { Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { Clock, Config } from '@sambung/config';
import { DomainError, notFound } from '@sambung/errors';
import { BlindIndex, openFile, sealFile, Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { ActorsService } from '../actors.service';
import { DocumentKind, DocumentRow, DocumentType } from './document.entity';

export const MOST_DOCUMENTS = 20;
const TABLE = 'documents';

/** What is known of a file without opening it. */
export type DocumentInfo = Omit<DocumentRow, 'digest' | 'nameSealed' | 'keySealed' | 'content'> & { name: string };

export interface NewDocument {
  kind: DocumentKind;
  /** What the owner's phone called it. */
  name: string;
  type: DocumentType;
  content: Buffer;
}

const documentUnknown = () => notFound('DocumentUnknown', 'Berkas tidak ditemukan.', 'There is no such file.');

const documentsMany = () =>
  new DomainError('conflict', 'DocumentsMany', {
    id: `Paling banyak ${MOST_DOCUMENTS} berkas. Hapus dulu satu.`,
    en: `At most ${MOST_DOCUMENTS} files. Delete one first.`,
  });

const aboutDocument = (action: 'document.added' | 'document.read' | 'document.removed', { id, actorId }: Pick<DocumentRow, 'id' | 'actorId'>) =>
  ({ action, object: ['document', id], subjectId: actorId }) as const; // prettier-ignore

/** Photos and documents of actors, each sealed under a key of its own, which is sealed under the actor's. */
@Injectable()
export class Documents {
  private readonly digests: BlindIndex;

  constructor(
    private readonly actors: ActorsService,
    private readonly vault: Vault,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.digests = new BlindIndex(config, 'documents.v1');
  }

  /** Before a file is read: whether it is about somebody whom the sender may see. @throws DomainError ActorUnknown */
  async expect(tx: EntityManager, principal: Principal, actorId: string): Promise<void> {
    await this.actors.get(tx, principal, actorId);
  }

  /** The same file sent again is kept once. @throws DomainError ActorUnknown, ActorWithdrawn, DocumentsMany */
  async add(tx: EntityManager, principal: Principal, actorId: string, { kind, name, type, content }: NewDocument): Promise<DocumentInfo> {
    const { ownerId } = await this.actors.getForChange(tx, principal, actorId);
    const digest = this.digests.mac(content);
    const same = await tx.findOneBy(DocumentRow, { actorId, kind, digest });
    if (same) return (await this.named(tx, [same]))[0]!;
    if ((await tx.countBy(DocumentRow, { actorId })) >= MOST_DOCUMENTS) throw documentsMany();
    const info = { id: uuid(), actorId, kind, type, size: content.length, addedBy: principal.id, addedAt: this.clock.now() };
    const { key, sealed } = sealFile(TABLE, info.id, content);
    const sealer = await this.vault.sealer(tx, 'actor', actorId);
    await tx.insert(DocumentRow, {
      ...info,
      digest,
      nameSealed: sealer.seal(TABLE, info.id, 'name_sealed', name),
      keySealed: sealer.seal(TABLE, info.id, 'key_sealed', key),
      content: sealed,
    });
    await audit(tx, principal, { ...aboutDocument('document.added', info), onBehalfOf: ownerId === principal.id ? null : ownerId });
    return { ...info, name };
  }

  /** Oldest first. @throws DomainError ActorUnknown */
  async list(tx: EntityManager, principal: Principal, actorId: string): Promise<DocumentInfo[]> {
    await this.actors.get(tx, principal, actorId);
    return this.named(tx, await tx.find(DocumentRow, { where: { actorId }, order: { id: 'asc' } }));
  }

  private async named(tx: EntityManager, rows: readonly DocumentRow[]): Promise<DocumentInfo[]> {
    const names = await this.vault.open(tx, rows.map(({ id, nameSealed }) => ({ table: TABLE, id, column: 'name_sealed', sealed: nameSealed }))); // prettier-ignore
    return rows.map(({ id, actorId, kind, type, size, addedBy, addedAt }, index) => ({
      id, actorId, kind, type, size, addedBy, addedAt, name: names[index]!,
    })); // prettier-ignore
  }

  /** On record unless the owner asks. @throws DomainError ActorUnknown, DocumentUnknown */
  async open(tx: EntityManager, principal: Principal, actorId: string, id: string): Promise<DocumentInfo & { content: Buffer }> {
    const actor = await this.actors.get(tx, principal, actorId);
    const row = await tx.findOneBy(DocumentRow, { id, actorId });
    if (!row) throw documentUnknown();
    const [info] = await this.named(tx, [row]);
    const file = await tx.findOneOrFail(DocumentRow, { where: { id }, select: { keySealed: true, content: true } });
    const key = await this.vault.openOne(tx, { table: TABLE, id, column: 'key_sealed', sealed: file.keySealed });
    if (actor.ownerId !== principal.id) await audit(tx, principal, aboutDocument('document.read', { id, actorId }));
    return { ...info!, content: openFile(TABLE, id, { key, sealed: file.content }) };
  }

  /** @throws DomainError ActorUnknown, DocumentUnknown */
  async remove(tx: EntityManager, principal: Principal, actorId: string, id: string): Promise<void> {
    await this.actors.getForChange(tx, principal, actorId);
    const { affected } = await tx.delete(DocumentRow, { id, actorId });
    if (!affected) throw documentUnknown();
    await audit(tx, principal, aboutDocument('document.removed', { id, actorId }));
  }
}
