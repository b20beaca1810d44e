import { CODE_CHANNELS, CodeChannelName, CodeSignIn } from '@sambung/accounts';
import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Public } from '../http/access';
import { Describe } from '../http/describe';
import { Limited } from '../http/rate-limits';
import { Id, IfPresent, Line } from '../http/request-shapes';
import { contextOf } from './opened-session';
import { phoneAt } from './phone';
import { SessionView, toSessionView } from './sessions.views';

export const SIX_DIGITS = { message: 'Harus 6 angka. | Must be 6 digits.' };

export class SendCodeRequest {
  static readonly example = { phone: '0812 0000 0001' };

  @ApiProperty({ example: '0812 0000 0001', maxLength: 40 })
  @IsString()
  @MaxLength(40)
  phone: string;

  @ApiPropertyOptional({ enum: CODE_CHANNELS, example: 'whatsapp', description: 'The first in use when absent' })
  @IfPresent()
  @IsIn(CODE_CHANNELS)
  channel?: CodeChannelName;
}

export class SentCodeView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-0000000000b0',
    channel: 'whatsapp',
    expiresAt: '2026-11-22T03:05:00.000Z',
    code: null,
  };

  @ApiProperty({ description: 'The code works only with this id' }) id: string;
  @ApiProperty({ enum: CODE_CHANNELS }) channel: CodeChannelName;
  @ApiProperty() expiresAt: Date;
  @ApiProperty({ type: String, nullable: true, description: 'Only on a development system' }) code: string | null;
}

class UseCodeRequest {
  static readonly example = { code: '123456', name: 'Siti Contoh' };

  @ApiProperty({ example: '123456', pattern: '^\\d{6}$' })
  @Matches(/^\d{6}$/, SIX_DIGITS)
  code: string;

  @ApiPropertyOptional({ example: 'Siti Contoh', maxLength: 200, description: 'For a number that has no account yet' })
  @IfPresent()
  @Line(200)
  name?: string;
}

@ApiTags('accounts')
@Controller('api/v1')
export class CodeSignInController {
  constructor(private readonly signingIn: CodeSignIn) {}

  @Public()
  @Limited('code')
  @Post('one-time-codes')
  @Describe({
    summary: 'Send a one-time code to a phone',
    description: 'The answer is the same whether or not the number has an account. One code a minute, five an hour, ten a day.',
    body: SendCodeRequest,
    ok: SentCodeView,
    status: 201,
    problems: [503],
    public: true,
  })
  async send(@Body() { phone, channel }: SendCodeRequest): Promise<SentCodeView> {
    const { id, channel: chosen, expiresAt, code } = await this.signingIn.request(phoneAt('/phone', phone), channel);
    return { id, channel: chosen, expiresAt, code };
  }

  @Public()
  @Limited('signIn')
  @Post('one-time-codes/:id/session')
  @Describe({
    summary: 'Sign in with a one-time code; the first time creates the account',
    description: 'Five tries a code, five minutes.',
    body: UseCodeRequest,
    ok: SessionView,
    status: 201,
    problems: [401, 404],
    public: true,
  })
  async signIn(@Id() requestId: string, @Body() credentials: UseCodeRequest, @Req() request: FastifyRequest): Promise<SessionView> {
    return toSessionView(await this.signingIn.signIn({ requestId, ...credentials }, contextOf(request)));
  }
}
