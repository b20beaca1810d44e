import { Consent, Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { recipientsOf, RecordMerges } from '@sambung/matches';
import { Actor, Contacts, Documents, FactsService, ofActor, RightsRequest } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { toAuthoredFactView } from '../actors/actors.views';
import { toConsentView } from '../consents/consents.controller';
import { toDocumentView } from '../documents/documents.views';
import { SubjectDataView, toJoinedRecordView, toPrivacyView, toRightsRequestView } from './privacy.views';
import { subjectMatches } from './subject-matches.query';

/** Gathers what is kept about an actor. Danger: unmasked, for nobody but the owner. */
@Injectable()
export class SubjectDataReader {
  constructor(
    private readonly contacts: Contacts,
    private readonly facts: FactsService,
    private readonly documents: Documents,
    private readonly merges: RecordMerges,
  ) {}

  async read(tx: EntityManager, principal: Principal, actorId: string): Promise<SubjectDataView> {
    const documents = await this.documents.list(tx, principal, actorId);
    const actor = await tx.findOneByOrFail(Actor, { id: actorId });
    const { id, name, roles, regionCode, status, createdAt } = actor;
    const phone = await this.contacts.phoneOf(tx, actor);
    await audit(tx, principal, { action: 'data.exported', object: ['actor', id], subjectId: id });
    const facts = await this.facts.find(tx, { where: ofActor(actor), order: { key: 'asc', recordedAt: 'desc' } });
    return {
      generatedAt: new Date(),
      actor: { id, name, roles, phone, regionCode, status, createdAt },
      privacy: toPrivacyView(actor),
      facts: facts.map((fact) => ({ ...toAuthoredFactView(fact), value: fact.value })),
      documents: documents.map(toDocumentView),
      consents: (await tx.find(Consent, { where: { actorId }, order: { id: 'desc' } })).map(toConsentView),
      matches: await subjectMatches(tx, actorId),
      recipients: await recipientsOf(tx, actorId),
      requests: (await tx.find(RightsRequest, { where: { actorId }, order: { id: 'desc' } })).map(toRightsRequestView),
      joined: (await this.merges.of(tx, actorId)).map(toJoinedRecordView),
    };
  }
}
