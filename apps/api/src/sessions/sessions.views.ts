import { OpenedSession, Person, Principal, Session } from '@sambung/accounts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IfPresent } from '../http/request-shapes';

export class SignInRequest {
  static readonly example = { login: 'petugas.malang@contoh.id', password: 'sambung-petugas-demo' };

  @ApiProperty({ example: 'petugas.malang@contoh.id', maxLength: 200, description: 'E-mail address or phone number' })
  @IsString()
  @MaxLength(200)
  login: string;

  @ApiProperty({ example: 'sambung-petugas-demo', maxLength: 200 })
  @IsString()
  @MaxLength(200)
  password: string;

  @ApiPropertyOptional({
    example: '123456',
    maxLength: 30,
    description: 'Code of the authenticator app, or a recovery code, where the account has one',
  })
  @IfPresent()
  @IsString()
  @MaxLength(30)
  secondFactor?: string;
}

export class AccountView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-000000000010', kind: 'person', role: 'officer', name: 'Petugas Contoh', regionCode: '35.07', institutionId: null,
    secondFactorMissing: false,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty({ enum: ['person', 'apiKey'] }) kind: Principal['kind'];
  @ApiProperty({ enum: ['owner', 'officer', 'partner', 'planner', 'admin'] }) role: Principal['role'];
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) regionCode: string | null;
  @ApiProperty({ type: String, nullable: true }) institutionId: string | null;
  @ApiProperty({ description: 'An authenticator app must be enrolled before anything else is allowed' }) secondFactorMissing: boolean;
}

export class SessionView {
  static readonly example = {
    token: 'sbs_3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    expiresAt: '2026-11-23T08:00:00.000Z',
    account: AccountView.example,
  };

  @ApiProperty({ description: 'Shown once; send it as Authorization: Bearer' }) token: string;
  @ApiProperty() expiresAt: Date;
  @ApiProperty() account: AccountView;
}

export class OwnSessionView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-0000000000a0', current: true, method: 'code', device: 'Mozilla/5.0 (Android 14; Mobile)',
    createdAt: '2026-11-22T03:00:00.000Z', lastSeenAt: '2026-11-22T04:00:00.000Z', expiresAt: '2027-02-20T03:00:00.000Z',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty({ description: 'The session that asks' }) current: boolean;
  @ApiProperty({ enum: ['password', 'code', 'oidc'] }) method: Session['method'];
  @ApiProperty({ type: String, nullable: true }) device: string | null;
  @ApiProperty() createdAt: Date;
  @ApiProperty() lastSeenAt: Date;
  @ApiProperty() expiresAt: Date;
}

export const toOwnSessionView = (session: Session, currentId: string | undefined): OwnSessionView => {
  const { id, method, device, createdAt, lastSeenAt, expiresAt } = session;
  return { id, current: id === currentId, method, device, createdAt, lastSeenAt, expiresAt };
};

export const toAccountView = (principal: Principal): AccountView => {
  const { id, kind, role, name, regionCode, institutionId, secondFactorMissing = false } = principal;
  return { id, kind, role, name, regionCode, institutionId, secondFactorMissing };
};

const personAccount = ({ id, role, name, regionCode, institutionId }: Person, secondFactorMissing: boolean): AccountView => ({
  id, kind: 'person', role, name, regionCode, institutionId, secondFactorMissing,
}); // prettier-ignore

export const toSessionView = ({ token, expiresAt, person, secondFactorMissing }: OpenedSession): SessionView => ({
  token,
  expiresAt,
  account: personAccount(person, secondFactorMissing),
});
