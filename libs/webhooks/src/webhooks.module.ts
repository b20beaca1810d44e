import { Config } from '@sambung/config';
import { Relay } from '@sambung/events';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DeliveriesService } from './deliveries.service';
import { DeliverySource } from './delivery-source';
import { EndpointHealth } from './endpoint-health.service';
import { EndpointsService } from './endpoints.service';
import { EventPublisher } from './event-publisher.service';
import { HttpPost } from './http-post.service';
import { Leases } from './leases.service';
import { Outcomes } from './outcomes.service';
import { PartnerEvent } from './partner-event.entity';
import { Sender } from './sender.service';
import { SigningKeysService } from './signing-keys.service';
import { WebhookAttempt, WebhookDelivery } from './webhook-delivery.entity';
import { WebhookEndpoint } from './webhook-endpoint.entity';

const SERVICES = [DeliveriesService, EndpointsService, EventPublisher, Sender, SigningKeysService];

@Module({
  imports: [TypeOrmModule.forFeature([PartnerEvent, WebhookAttempt, WebhookDelivery, WebhookEndpoint])],
  providers: [...SERVICES, EndpointHealth, HttpPost, Leases, Outcomes],
  exports: SERVICES,
})
export class WebhooksModule {
  /** Every process that writes deliveries rings for them as well: none waits for another's next look. */
  constructor(relay: Relay, dataSource: DataSource, config: Config) {
    relay.addSource(new DeliverySource(dataSource, config));
  }
}
