import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Backlog } from './backlog.service';
import { DeadRows } from './dead-rows.service';
import { OutboxRow } from './outbox-row.entity';
import { Relay } from './relay.service';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([OutboxRow])],
  providers: [Relay, DeadRows, Backlog],
  exports: [Relay, DeadRows, Backlog],
})
export class EventsModule {}
