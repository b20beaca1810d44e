import { PasswordSignIn, Principal, SessionsService } from '@sambung/accounts';
import { checkPhone } from '@sambung/reference';
import { Body, Controller, Delete, Get, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { bearerToken, BeforeSecondFactor, Caller, Keys, Public, SignedIn } from '../http/access';
import { Describe } from '../http/describe';
import { Limited } from '../http/rate-limits';
import { Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { contextOf } from './opened-session';
import { AccountView, OwnSessionView, SessionView, SignInRequest, toAccountView, toOwnSessionView, toSessionView } from './sessions.views';

@ApiTags('accounts')
@SignedIn()
@Keys('none')
@BeforeSecondFactor()
@Controller('api/v1')
export class SessionsController {
  constructor(
    private readonly signingIn: PasswordSignIn,
    private readonly sessions: SessionsService,
    private readonly transactions: Transactions,
  ) {}

  @Public()
  @Limited('signIn')
  @Post('sessions')
  @Describe({
    summary: 'Sign in with a password and, where the account has one, a second factor',
    description: 'The session that the request comes with ends. Failures make the next try wait, twice as long each time.',
    body: SignInRequest,
    ok: SessionView,
    status: 201,
    problems: [401],
    public: true,
  })
  async signIn(@Body() { login, ...rest }: SignInRequest, @Req() request: FastifyRequest): Promise<SessionView> {
    const phone = login.includes('@') ? null : checkPhone(login);
    const credentials = { login: phone?.ok ? phone.value : login, ...rest };
    return toSessionView(await this.signingIn.signIn(credentials, contextOf(request)));
  }

  @Get('sessions')
  @Describe({ summary: 'Where the account is signed in, newest first', ok: [OwnSessionView] })
  async list(@Caller() caller: Principal): Promise<OwnSessionView[]> {
    return (await this.sessions.list(caller)).map((session) => toOwnSessionView(session, caller.sessionId));
  }

  @Delete('sessions/current')
  @Describe({ summary: 'Sign out' })
  async signOut(@Req() request: FastifyRequest): Promise<void> {
    await this.sessions.signOut(bearerToken(request)!);
  }

  @Delete('sessions')
  @Describe({ summary: 'End every session of the account but this one' })
  revokeOthers(@Caller() caller: Principal): Promise<void> {
    return this.transactions.write((tx) => this.sessions.revokeOthers(tx, caller.id, caller.sessionId ?? null));
  }

  @Delete('sessions/:id')
  @Describe({ summary: 'End one of the own sessions', problems: [404] })
  revoke(@Caller() caller: Principal, @Id() id: string): Promise<void> {
    return this.sessions.revoke(caller, id);
  }

  @Keys('any')
  @Get('me')
  @Describe({ summary: 'The account behind the token or API key', ok: AccountView })
  me(@Caller() caller: Principal): AccountView {
    return toAccountView(caller);
  }
}
