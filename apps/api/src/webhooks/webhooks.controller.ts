import { Principal } from '@sambung/accounts';
import { DeliveriesService, EndpointsService, MOST_RECOVERED, SigningKeysService } from '@sambung/webhooks';
import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller, Keys, TestKeys } from '../http/access';
import { Describe } from '../http/describe';
import { Id, Page, pageOf, PageQuery } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import {
  AttemptView,
  ChangeEndpointRequest,
  DeliveriesQuery,
  DeliveryView,
  EndpointView,
  EventView,
  NewEndpointView,
  RecoveredView,
  RecoverRequest,
  RegisterEndpointRequest,
  RotatedSecretView,
  RotateSecretRequest,
  SigningKeyView,
  TestEventView,
  toAttemptView,
  toDeliveryView,
  toEndpointView,
  toEventView,
} from './webhooks.views';

@ApiTags('webhooks')
@Access('partner')
@Keys('webhooks')
@TestKeys()
@Controller('api/v1')
export class WebhooksController {
  constructor(
    private readonly endpoints: EndpointsService,
    private readonly deliveries: DeliveriesService,
    private readonly keys: SigningKeysService,
    private readonly transactions: Transactions,
  ) {}

  @Post('webhook-endpoints')
  @Describe({
    summary: 'Register an address; it is challenged before anything is sent to it',
    body: RegisterEndpointRequest,
    ok: NewEndpointView,
    status: 201,
  })
  register(@Caller() caller: Principal, @Body() request: RegisterEndpointRequest): Promise<NewEndpointView> {
    return this.transactions.write(async (tx) => {
      const { endpoint, secret } = await this.endpoints.register(tx, caller, request);
      return { ...toEndpointView(endpoint), secret };
    });
  }

  @Get('webhook-endpoints')
  @Describe({ summary: 'Endpoints of the own institution', ok: [EndpointView] })
  async list(@Caller() caller: Principal): Promise<EndpointView[]> {
    return (await this.transactions.read((tx) => this.endpoints.list(tx, caller))).map(toEndpointView);
  }

  @Get('webhook-endpoints/:id')
  @Describe({ summary: 'One endpoint', ok: EndpointView, problems: [404] })
  async get(@Caller() caller: Principal, @Id() id: string): Promise<EndpointView> {
    return toEndpointView(await this.transactions.read((tx) => this.endpoints.get(tx, caller, id)));
  }

  @Patch('webhook-endpoints/:id')
  @Describe({
    summary: 'Change an endpoint; a new address is challenged before anything is sent to it',
    body: ChangeEndpointRequest,
    ok: EndpointView,
    problems: [404],
  })
  async change(@Caller() caller: Principal, @Id() id: string, @Body() request: ChangeEndpointRequest): Promise<EndpointView> {
    return toEndpointView(await this.transactions.write((tx) => this.endpoints.change(tx, caller, id, request)));
  }

  @Post('webhook-endpoints/:id/secret')
  @Describe({
    summary: 'Replace the signing secret; the old one holds for a while',
    body: RotateSecretRequest,
    ok: RotatedSecretView,
    status: 201,
    problems: [404, 409],
  })
  rotate(@Caller() caller: Principal, @Id() id: string, @Body() { overlapHours }: RotateSecretRequest): Promise<RotatedSecretView> {
    return this.transactions.write((tx) => this.endpoints.rotateSecret(tx, caller, id, overlapHours));
  }

  @Post('webhook-endpoints/:id/test')
  @Describe({ summary: 'Send a test event to an endpoint', ok: TestEventView, status: 201, problems: [404, 409] })
  async test(@Caller() caller: Principal, @Id() id: string): Promise<TestEventView> {
    return { eventId: await this.transactions.write((tx) => this.endpoints.test(tx, caller, id)) };
  }

  @Post('webhook-endpoints/:id/recovery')
  @Describe({
    summary: 'Send again what an endpoint has not got since a time; asking twice sends nothing twice',
    body: RecoverRequest,
    ok: RecoveredView,
    problems: [404, 409],
  })
  async recover(@Caller() caller: Principal, @Id() id: string, @Body() { since }: RecoverRequest): Promise<RecoveredView> {
    const recovered = await this.transactions.write(async (tx) =>
      this.deliveries.recover(tx, await this.endpoints.get(tx, caller, id), new Date(since)),
    );
    return { recovered, more: recovered === MOST_RECOVERED };
  }

  @Post('webhook-signing-key')
  @TestKeys(false)
  @Describe({ summary: 'Sign with ed25519 (v1a) as well, with a new key pair', ok: SigningKeyView, status: 201 })
  async createKeyPair(@Caller() caller: Principal): Promise<SigningKeyView> {
    return { publicKey: await this.transactions.write((tx) => this.keys.createKeyPair(tx, caller)) };
  }

  @Get('webhook-signing-key')
  @Describe({ summary: 'The public key of the signatures v1a', ok: SigningKeyView, problems: [404] })
  async publicKey(@Caller() caller: Principal): Promise<SigningKeyView> {
    return { publicKey: await this.transactions.read((tx) => this.keys.publicKey(tx, caller)) };
  }

  @Delete('webhook-signing-key')
  @TestKeys(false)
  @Describe({ summary: 'Sign with v1 alone again' })
  async removeKeyPair(@Caller() caller: Principal): Promise<void> {
    await this.transactions.write((tx) => this.keys.removeKeyPair(tx, caller));
  }

  @Delete('webhook-endpoints/:id')
  @Describe({ summary: 'Remove an endpoint; what waits for it is cancelled', problems: [404] })
  async remove(@Caller() caller: Principal, @Id() id: string): Promise<void> {
    await this.transactions.write((tx) => this.endpoints.remove(tx, caller, id));
  }

  @Post('webhook-endpoints/:id/challenge')
  @Describe({ summary: 'Send the challenge again', ok: EndpointView, problems: [404] })
  async challenge(@Caller() caller: Principal, @Id() id: string): Promise<EndpointView> {
    return toEndpointView(await this.transactions.write((tx) => this.endpoints.verifyAgain(tx, caller, id)));
  }

  @Get('webhook-endpoints/:id/deliveries')
  @Describe({ summary: 'Deliveries to an endpoint, newest first; the cursor is an event id', page: DeliveryView, problems: [404] })
  async deliveriesOf(@Caller() caller: Principal, @Id() id: string, @Query() query: DeliveriesQuery): Promise<Page<DeliveryView>> {
    const rows = await this.transactions.read(async (tx) =>
      this.deliveries.ofEndpoint(tx, await this.endpoints.get(tx, caller, id), query),
    );
    return pageOf(rows.map(toDeliveryView), query.limit, ({ eventId }) => eventId);
  }

  @Get('deliveries/:id/attempts')
  @Describe({ summary: 'Every attempt of a delivery', ok: [AttemptView], problems: [404] })
  async attempts(@Caller() caller: Principal, @Id() id: string): Promise<AttemptView[]> {
    return (await this.transactions.read((tx) => this.deliveries.attempts(tx, caller, id))).map(toAttemptView);
  }

  @Post('deliveries/:id/resend')
  @Describe({ summary: 'Send an event again, with the same webhook-id', problems: [404, 409] })
  async resend(@Caller() caller: Principal, @Id() id: string): Promise<void> {
    await this.transactions.write((tx) => this.deliveries.resend(tx, caller, id));
  }

  @Get('events')
  @Describe({ summary: 'Events of the own institution after a known one, oldest first: for reconciling after an outage', page: EventView })
  async events(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<EventView>> {
    const events = await this.transactions.read((tx) => this.deliveries.events(tx, caller, query));
    return pageOf(events.map(toEventView), query.limit, ({ id }) => id);
  }
}
