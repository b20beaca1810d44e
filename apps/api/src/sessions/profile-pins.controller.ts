import { Principal, ProfilePins } from '@sambung/accounts';
import { ActorsService } from '@sambung/profiles';
import { Body, Controller, Post, Put } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsUUID, Matches } from 'class-validator';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id, IfPresent } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { SentCodeView, SIX_DIGITS } from './code-sign-in.controller';

const DIGITS = /^\d{6}$/;
const PATTERN = '^\\d{6}$';

class SetPinRequest {
  static readonly example = { pin: '280154' };

  @ApiProperty({ example: '280154', pattern: PATTERN })
  @Matches(DIGITS, SIX_DIGITS)
  pin: string;

  @ApiPropertyOptional({ example: '917264', pattern: PATTERN, description: 'The present PIN, where there is one' })
  @IfPresent()
  @Matches(DIGITS, SIX_DIGITS)
  current?: string;
}

class RemovePinRequest {
  static readonly example = { current: '280154' };

  @ApiProperty({ example: '280154', pattern: PATTERN })
  @Matches(DIGITS, SIX_DIGITS)
  current: string;
}

class RenewPinRequest {
  static readonly example = { requestId: SentCodeView.example.id, code: '123456', pin: '917264' };

  @ApiProperty({ format: 'uuid', description: 'Of the code that was sent' })
  @IsUUID()
  requestId: string;

  @ApiProperty({ example: '123456', pattern: PATTERN })
  @Matches(DIGITS, SIX_DIGITS)
  code: string;

  @ApiProperty({ example: '917264', pattern: PATTERN })
  @Matches(DIGITS, SIX_DIGITS)
  pin: string;
}

/** PINs keep profiles apart on a phone that several people use; the pages ask for them. */
@ApiTags('accounts')
@Access('owner')
@Controller('api/v1/actors/:id')
export class ProfilePinsController {
  constructor(
    private readonly pins: ProfilePins,
    private readonly actors: ActorsService,
    private readonly transactions: Transactions,
  ) {}

  private async assertOwn(caller: Principal, id: string): Promise<void> {
    await this.transactions.read((tx) => this.actors.get(tx, caller, id));
  }

  @Put('pin')
  @Describe({
    summary: 'Ask for a PIN when the profile is opened on the pages',
    description: 'Five wrong ones, and only a one-time code sets another.',
    body: SetPinRequest,
    problems: [404],
  })
  async set(@Caller() caller: Principal, @Id() id: string, @Body() { pin, current }: SetPinRequest): Promise<void> {
    await this.assertOwn(caller, id);
    await this.pins.set(caller, id, pin, current);
  }

  @Post('pin/removal')
  @Describe({ summary: 'Do without the PIN again', body: RemovePinRequest, problems: [404] })
  async remove(@Caller() caller: Principal, @Id() id: string, @Body() { current }: RemovePinRequest): Promise<void> {
    await this.assertOwn(caller, id);
    await this.pins.remove(caller, id, current);
  }

  @Post('pin-codes')
  @Describe({
    summary: 'Send a one-time code for a new PIN to the phone of the account',
    ok: SentCodeView,
    status: 201,
    problems: [404, 409, 503],
  })
  async sendCode(@Caller() caller: Principal, @Id() id: string): Promise<SentCodeView> {
    await this.assertOwn(caller, id);
    const { id: requestId, channel, expiresAt, code } = await this.pins.sendCode(caller);
    return { id: requestId, channel, expiresAt, code };
  }

  @Post('pin/renewal')
  @Describe({
    summary: 'Set a new PIN with a one-time code, in place of one that is forgotten',
    body: RenewPinRequest,
    problems: [404, 409],
  })
  async renew(@Caller() caller: Principal, @Id() id: string, @Body() renewal: RenewPinRequest): Promise<void> {
    await this.assertOwn(caller, id);
    await this.pins.reset(caller, id, renewal);
  }
}
