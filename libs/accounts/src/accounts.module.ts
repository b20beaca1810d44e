import { AuditModule } from '@sambung/audit';
import { VaultModule } from '@sambung/vault';
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiKey } from './api-key.entity';
import { ApiKeysService } from './api-keys.service';
import { CodeChannels } from './codes/code-channels.service';
import { CodeSignIn } from './codes/code-sign-in.service';
import { OneTimeCode } from './codes/one-time-code.entity';
import { OneTimeCodes } from './codes/one-time-codes.service';
import { Consent } from './consent.entity';
import { ConsentsService } from './consents.service';
import { Institution } from './institution.entity';
import { OidcSignIn } from './oidc-sign-in.service';
import { PeopleService } from './people.service';
import { Person } from './person.entity';
import { SecondFactor } from './second-factor.service';
import { Session } from './session.entity';
import { SessionsService } from './sessions.service';
import { SignInFailures } from './sign-in-failures';
import { PasswordSignIn } from './password-sign-in.service';

const SERVICES = [
  ApiKeysService, CodeChannels, CodeSignIn, ConsentsService, OidcSignIn, OneTimeCodes, PasswordSignIn, PeopleService, SecondFactor,
  SessionsService,
]; // prettier-ignore

@Global()
@Module({
  imports: [AuditModule, VaultModule, TypeOrmModule.forFeature([ApiKey, Consent, Institution, OneTimeCode, Person, Session])],
  providers: [...SERVICES, SignInFailures],
  exports: SERVICES,
})
export class AccountsModule {}
