import { audit, AuditAction, AuditEntry, AuditPrincipal } from '@sambung/audit';
import { emit } from '@sambung/events';
import { notFound, refuseFaults } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Consent } from './consent.entity';
import { Institution } from './institution.entity';

export type NewConsent = Omit<Consent, 'id' | 'givenAt' | 'withdrawnAt'>;

@Injectable()
export class ConsentsService {
  /**
   * Records a consent. Giving one that stands returns it unchanged.
   * @throws DomainError with a pointer when sharing names no institution that exists
   */
  async give(tx: EntityManager, consent: NewConsent): Promise<Consent> {
    const sharing = consent.purpose === 'sharing';
    const { institutionId } = consent;
    if (sharing !== (institutionId !== null)) {
      const detail = {
        id: 'Persetujuan berbagi menyebut satu lembaga; yang lain tidak.',
        en: 'A consent to share names one institution; others name none.',
      };
      refuseFaults([{ pointer: '/institutionId', code: 'ConsentInstitution', detail }]);
    }
    if (institutionId !== null && !(await tx.existsBy(Institution, { id: institutionId }))) {
      const detail = { id: 'Lembaga tidak ditemukan.', en: 'There is no such institution.' };
      refuseFaults([{ pointer: '/institutionId', code: 'InstitutionUnknown', detail }]);
    }
    const id = uuid();
    const values = { id, ...consent };
    const result = await tx.createQueryBuilder().insert().into(Consent).values(values).orIgnore().returning('id').execute();
    const giver = { id: consent.givenBy, kind: 'person', role: null, regionCode: null, institutionId: null } as const;
    if ((result.raw as unknown[]).length > 0) await audit(tx, giver, onConsent('consent.given', values));
    if (!sharing) await emit(tx, 'profile.saved', { actorId: consent.actorId });
    return tx.findOneByOrFail(Consent, active(consent.actorId, consent.purpose, consent.institutionId));
  }

  /** Consents to matching of many actors at once, given by their owners on paper, as an import brings them. */
  async giveForMatching(tx: EntityManager, given: readonly { actorId: string; textVersion: string }[]): Promise<void> {
    await tx.query(
      `insert into consents (id, actor_id, purpose, text_version, channel, locale, given_by)
       select gen_random_uuid(), t.actor_id, 'matching', t.text_version, 'paper', 'id', actors.owner_id
       from unnest($1::uuid[], $2::text[]) as t(actor_id, text_version) join actors on actors.id = t.actor_id
       on conflict do nothing`,
      [given.map((consent) => consent.actorId), given.map((consent) => consent.textVersion)],
    );
  }

  /** Takes a consent back; `by` is null when the system does. Whatever asks for it finds it gone from the moment the transaction commits. */
  async withdraw(tx: EntityManager, actorId: string, id: string, by: AuditPrincipal = null): Promise<Consent> {
    const { affected } = await tx.update(Consent, { id, actorId, withdrawnAt: IsNull() }, { withdrawnAt: () => 'now()' });
    const consent = await tx.findOneBy(Consent, { id, actorId });
    if (!consent) throw notFound('ConsentUnknown', 'Persetujuan tidak ditemukan.', 'There is no such consent.');
    if (!affected) return consent;
    await emit(tx, 'consent.withdrawn', { consentId: id });
    await audit(tx, by, onConsent('consent.withdrawn', consent));
    return consent;
  }

  async withdrawAll(tx: EntityManager, actorId: string, by: AuditPrincipal = null): Promise<void> {
    const standing = await tx.findBy(Consent, { actorId, withdrawnAt: IsNull() });
    for (const { id } of standing) await this.withdraw(tx, actorId, id, by);
  }

  list(tx: EntityManager, actorId: string): Promise<Consent[]> {
    return tx.find(Consent, { where: { actorId }, order: { id: 'desc' } });
  }

  stands(tx: EntityManager, actorId: string, purpose: Consent['purpose'], institutionId: string | null = null): Promise<boolean> {
    return tx.existsBy(Consent, active(actorId, purpose, institutionId));
  }
}

const onConsent = (action: AuditAction, { id, actorId, purpose }: Pick<Consent, 'id' | 'actorId' | 'purpose'>): AuditEntry => ({
  action,
  object: ['consent', id],
  subjectId: actorId,
  fields: [purpose],
});

const active = (actorId: string, purpose: Consent['purpose'], institutionId: string | null) => ({
  actorId,
  purpose,
  institutionId: institutionId ?? IsNull(),
  withdrawnAt: IsNull(),
});
