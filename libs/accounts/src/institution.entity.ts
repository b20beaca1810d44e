import { Column, Entity, PrimaryColumn } from 'typeorm';

export const INSTITUTION_KINDS = ['government', 'bank', 'training', 'buyer', 'community', 'other'] as const;
export type InstitutionKind = (typeof INSTITUTION_KINDS)[number];

@Entity('institutions')
export class Institution {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  @Column('text')
  kind: InstitutionKind;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode: string | null;
}
