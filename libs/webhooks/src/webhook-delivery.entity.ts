import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** One event on its way to one endpoint. */
@Entity('webhook_deliveries')
export class WebhookDelivery {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'event_id' })
  eventId: string;

  @Column('uuid', { name: 'endpoint_id' })
  endpointId: string;

  @Column('text')
  state: 'pending' | 'delivered' | 'exhausted' | 'held' | 'cancelled';

  @Column('smallint')
  attempts: number;

  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt: Date;

  @Column('timestamptz', { name: 'delivered_at', nullable: true })
  deliveredAt: Date | null;
}

@Entity('webhook_attempts')
export class WebhookAttempt {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'delivery_id' })
  deliveryId: string;

  @Column('smallint')
  number: number;

  @CreateDateColumn({ type: 'timestamptz' })
  at: Date;

  @Column('smallint', { nullable: true })
  status: number | null;

  @Column('text', { nullable: true })
  error: string | null;

  @Column('integer', { name: 'duration_ms' })
  durationMs: number;

  @Column('text', { name: 'response_excerpt', nullable: true })
  responseExcerpt: string | null;
}
