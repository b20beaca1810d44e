import { gauge, metrics } from '@sambung/config';
import { inScope, PIPELINE } from '@sambung/database';
import { Backlog, Producers, QUEUES, quarantineOf } from '@sambung/events';
import { Config } from '@sambung/config';
import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DataSource, EntityManager } from 'typeorm';

const NAMES = [...new Set(QUEUES.flatMap((queue) => [queue, quarantineOf(queue)]))];

const oldest = gauge('sambung_outbox_oldest_open_seconds', 'Age of the oldest outbox row that is due and not done');
const rows = gauge('sambung_outbox_rows', 'Outbox rows that are not done', ['state']);
const deliveries = gauge('sambung_webhook_deliveries', 'Deliveries that have not ended well', ['state']);
const endpoints = gauge('sambung_webhook_endpoints', 'Webhook endpoints', ['status']);
const requests = gauge('sambung_rights_requests', 'Requests of data subjects that nobody has answered, by age', ['state']);
const waiting = gauge('sambung_queue_waiting', 'Bells that no worker has taken, -1 when the store does not answer', ['queue']);

const oldestBell = gauge('sambung_queue_oldest_seconds', 'Age of the bell that has waited longest, 0 without one', ['queue']);

const COUNTS = `
  select 'row' as what, case when dead_at is null then 'open' else 'dead' end as label, count(*)::int as count
  from outbox where done_at is null group by 2
  union all
  select 'delivery', state, count(*)::int from webhook_deliveries where state in ('pending', 'held', 'exhausted') group by 2
  union all
  select 'endpoint', case when status = 'active' and failing_since is not null then 'failing' else status end, count(*)::int
  from webhook_endpoints where status <> 'deleted' group by 2
  union all
  select 'request', state, count from app_open_requests()`;

/** Reads the state of the pipeline when Prometheus asks. */
@Injectable()
export class PipelineMetrics implements OnApplicationShutdown {
  private readonly producers: Producers;

  constructor(
    private readonly dataSource: DataSource,
    private readonly backlog: Backlog,
    config: Config,
  ) {
    this.producers = new Producers(config);
  }

  async text(): Promise<string> {
    await Promise.allSettled([this.readRows(), ...this.queues().map((queue) => this.readQueue(queue))]);
    return metrics.metrics();
  }

  queues(): Queue[] {
    return NAMES.map((name) => this.producers.queue(name));
  }

  private async readRows(): Promise<void> {
    oldest.set(await this.backlog.oldestOpenSeconds());
    const read = (tx: EntityManager): Promise<{ what: string; label: string; count: number }[]> => tx.query(COUNTS);
    const counts = await inScope(this.dataSource, PIPELINE, read, 'read');
    for (const state of ['open', 'dead']) rows.set({ state }, 0);
    for (const state of ['pending', 'held', 'exhausted']) deliveries.set({ state }, 0);
    for (const status of ['pending', 'active', 'failing', 'disabled']) endpoints.set({ status }, 0);
    for (const state of ['open', 'late', 'overdue']) requests.set({ state }, 0);
    for (const { what, label, count } of counts) {
      if (what === 'row') rows.set({ state: label }, count);
      else if (what === 'delivery') deliveries.set({ state: label }, count);
      else if (what === 'request') requests.set({ state: label }, count);
      else endpoints.set({ status: label }, count);
    }
  }

  private async readQueue(queue: Queue): Promise<void> {
    const labels = { queue: queue.name };
    waiting.set(labels, -1);
    const [count, [first]] = await Promise.all([queue.getWaitingCount(), queue.getJobs('waiting', 0, 0, true)]);
    waiting.set(labels, count);
    oldestBell.set(labels, first ? Math.max(0, Date.now() - first.timestamp) / 1_000 : 0);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.producers.close();
  }
}
