import { MigrationInterface, QueryRunner } from 'typeorm';

/** When the operator was last told of an endpoint. Outside a transaction: the outbox is written meanwhile. */
export class NewsOfTroubleIndex1763800000046 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists outbox_news_of_trouble');
    await runner.query(
      `create index concurrently outbox_news_of_trouble on outbox (aggregateid, type, created_at) where job = 'tell-operator'`,
    );
  }

  /** Within a transaction, as TypeORM takes migrations back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index outbox_news_of_trouble');
  }
}
