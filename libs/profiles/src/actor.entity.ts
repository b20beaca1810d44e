import { Role } from '@sambung/reference';
import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

export const ACTOR_STATUSES = ['draft', 'active', 'withdrawn', 'erased'] as const;
export type ActorStatus = (typeof ACTOR_STATUSES)[number];

/** An actor and where it is: what finds its rows in tables that are partitioned by regency. */
export type LocatedActor = Pick<Actor, 'id' | 'regionCode'>;

/** The regency of an actor, as the database has it in `actors.regency`; the province of one that names no regency. */
export const regencyOf = ({ regionCode }: Pick<Actor, 'regionCode'>): string => regionCode.slice(0, 5);

/** Finds the rows of an actor in one partition. */
export const ofActor = (actor: LocatedActor): { actorId: string; regency: string } => ({ actorId: actor.id, regency: regencyOf(actor) });

/** A business, cooperative, creative worker, migrant worker, group or village enterprise; often several of these. */
@Entity('actors')
export class Actor {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'owner_id' })
  ownerId: string;

  @Column('text')
  name: string;

  @Column('text', { array: true })
  roles: Role[];

  /** Sealed under the actor's own key; `Contacts` opens it. Null only of an erased actor. */
  @Column('bytea', { name: 'phone_sealed', nullable: true })
  phoneSealed: Buffer | null;

  @Column('text', { name: 'region_code' })
  regionCode: string;

  @Column('text')
  status: ActorStatus;

  /** The owner wants no automated matching (UU 27/2022 art. 10). */
  @Column('timestamptz', { name: 'objected_at', nullable: true })
  objectedAt: Date | null;

  /** The owner wants the data kept and nothing else done with them (art. 11). */
  @Column('timestamptz', { name: 'restricted_at', nullable: true })
  restrictedAt: Date | null;

  /** When the owner last said that what others entered is right; null while that is asked for. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  /** When the owner was last told, outside the pages, that there is something to confirm. */
  @Column('timestamptz', { name: 'noticed_at', nullable: true })
  noticedAt: Date | null;

  /** The record that this one was joined into: whoever asks for this one is led there. */
  @Column('uuid', { name: 'merged_into', nullable: true })
  mergedInto: string | null;

  /** Rises with every change of the actor or its facts. */
  @Column('integer')
  version: number;

  @Column('uuid', { name: 'created_by' })
  createdBy: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;
}
