import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Keeps a profile from others who use the same phone. */
@Entity('profile_pins')
export class ProfilePin {
  @PrimaryColumn('uuid', { name: 'actor_id' })
  actorId: string;

  @Column('text', { name: 'pin_hash' })
  pinHash: string;

  /** Wrong ones since the last right one. */
  @Column('smallint')
  tries: number;

  @Column('timestamptz', { name: 'set_at' })
  setAt: Date;
}
