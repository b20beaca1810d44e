import { Principal } from '@sambung/accounts';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller, Keys } from '../http/access';
import { Describe } from '../http/describe';
import { Id, Slug } from '../http/request-shapes';
import { SimulateRequest, SimulationView, toSimulationView } from './planning.views';
import { AskedSimulations } from './asked-simulations.service';

@ApiTags('planning')
@Access('partner', 'planner', 'officer', 'admin')
@Keys('offers')
@Controller('api/v1')
export class SimulationsController {
  constructor(private readonly asked: AskedSimulations) {}

  @Post('offers/:slug/simulations')
  @Describe({
    summary:
      'Ask whom a draft or a changed rule would newly take in, leave out or leave open; counted in the background, read it at simulations/{id}',
    body: SimulateRequest,
    ok: SimulationView,
    status: 201,
    problems: [404],
  })
  async ask(@Caller() caller: Principal, @Slug() slug: string, @Body() request: SimulateRequest): Promise<SimulationView> {
    return toSimulationView(await this.asked.ask(caller, slug, request));
  }

  @Get('simulations')
  @Describe({ summary: 'Your simulations, newest first, with how far each has come', ok: [SimulationView] })
  async list(@Caller() caller: Principal): Promise<SimulationView[]> {
    return (await this.asked.list(caller)).map(toSimulationView);
  }

  @Get('simulations/:id')
  @Describe({ summary: 'One simulation; the counts are whole once its state is done', ok: SimulationView, problems: [404] })
  async get(@Caller() caller: Principal, @Id() id: string): Promise<SimulationView> {
    return toSimulationView(await this.asked.get(caller, id));
  }
}
