import { OidcSignIn, PasswordSignIn, Principal, SecondFactor } from '@sambung/accounts';
import { Body, Controller, Post, Put, Req } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length, Matches, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Access, BeforeSecondFactor, Caller, Keys, Public } from '../http/access';
import { Describe } from '../http/describe';
import { Limited } from '../http/rate-limits';
import { Transactions } from '../http/transactions';
import { contextOf } from './opened-session';
import { SessionView, toSessionView } from './sessions.views';

class ChangePasswordRequest {
  static readonly example = { current: 'sambung-petugas-demo', password: 'kursi hujan mangga tujuh' };

  @ApiProperty({ example: 'sambung-petugas-demo', maxLength: 200 })
  @IsString()
  @MaxLength(200)
  current: string;

  @ApiProperty({ example: 'kursi hujan mangga tujuh', minLength: 8, maxLength: 200 })
  @IsString()
  @Length(8, 200)
  password: string;
}

class EnrolmentView {
  static readonly example = {
    secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    address: 'otpauth://totp/Sambung:petugas?secret=JBSWY3DPEHPK3PXP',
  };

  @ApiProperty({ description: 'Base32, for typing' }) secret: string;
  @ApiProperty({ description: 'For a QR code' }) address: string;
}

class ConfirmEnrolmentRequest {
  static readonly example = { code: '123456' };

  @ApiProperty({ example: '123456', pattern: '^\\d{6}$' })
  @Matches(/^\d{6}$/, { message: 'Harus 6 angka. | Must be 6 digits.' })
  code: string;
}

class RecoveryCodesView {
  static readonly example = { recoveryCodes: ['abcd-efgh-ijkl-mnop-qrst-uvwx'] };

  @ApiProperty({ type: [String], description: 'Each replaces one code of the app, once. Shown only now' }) recoveryCodes: string[];
}

class OidcBeginningView {
  static readonly example = { address: 'https://sso.contoh.id/auth?client_id=sambung&state=…', flow: 'c2VhbGVk' };

  @ApiProperty({ description: 'Send the browser here' }) address: string;
  @ApiProperty({ description: 'Keep it in the browser until it comes back' }) flow: string;
}

class FinishOidcRequest {
  static readonly example = { flow: 'c2VhbGVk', query: 'code=…&state=…' };

  @ApiProperty({ example: 'c2VhbGVk', maxLength: 2000 })
  @Matches(/^[A-Za-z0-9_-]{1,2000}$/)
  flow: string;

  @ApiProperty({ example: 'code=…&state=…', maxLength: 4000, description: 'Query with which the provider sent the browser back' })
  @IsString()
  @MaxLength(4000)
  query: string;
}

@ApiTags('accounts')
@Access('officer', 'admin', 'planner', 'partner')
@Keys('none')
@BeforeSecondFactor()
@Controller('api/v1')
export class StaffSignInController {
  constructor(
    private readonly passwords: PasswordSignIn,
    private readonly secondFactor: SecondFactor,
    private readonly oidc: OidcSignIn,
    private readonly transactions: Transactions,
  ) {}

  @Put('me/password')
  @Describe({ summary: 'Change the own password; other sessions end', body: ChangePasswordRequest })
  changePassword(@Caller() caller: Principal, @Body() { current, password }: ChangePasswordRequest): Promise<void> {
    return this.passwords.changePassword(caller, current, password);
  }

  @Post('me/second-factor')
  @Describe({ summary: 'Begin to enrol an authenticator app', ok: EnrolmentView, status: 201, problems: [409] })
  enrol(@Caller() { id }: Principal): Promise<EnrolmentView> {
    return this.transactions.write((tx) => this.secondFactor.enrol(tx, id));
  }

  @Post('me/second-factor/confirmation')
  @Describe({ summary: 'Confirm the app with its first code', body: ConfirmEnrolmentRequest, ok: RecoveryCodesView, status: 201 })
  confirm(@Caller() { id }: Principal, @Body() { code }: ConfirmEnrolmentRequest): Promise<RecoveryCodesView> {
    return this.transactions.write(async (tx) => ({ recoveryCodes: await this.secondFactor.confirm(tx, id, code) }));
  }

  @Public()
  @Limited('signIn')
  @Post('oidc-sign-ins')
  @Describe({
    summary: 'Begin to sign in at the own organisation (OpenID Connect)',
    description: '404 where no provider is configured.',
    ok: OidcBeginningView,
    status: 201,
    problems: [404, 503],
    public: true,
  })
  begin(): Promise<OidcBeginningView> {
    return this.oidc.begin();
  }

  @Public()
  @Limited('signIn')
  @Post('oidc-sign-ins/session')
  @Describe({
    summary: 'Finish signing in at the own organisation',
    body: FinishOidcRequest,
    ok: SessionView,
    status: 201,
    problems: [401, 404, 503],
    public: true,
  })
  async finish(@Body() { flow, query }: FinishOidcRequest, @Req() request: FastifyRequest): Promise<SessionView> {
    return toSessionView(await this.oidc.finish(flow, query, contextOf(request)));
  }
}
