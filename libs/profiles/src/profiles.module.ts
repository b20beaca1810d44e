import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorImport } from './actor-import.service';
import { Actor } from './actor.entity';
import { AssistedFacts } from './assisted-facts.service';
import { ActorsService } from './actors.service';
import { Contacts } from './contacts.service';
import { DocumentRow } from './documents/document.entity';
import { Documents } from './documents/documents.service';
import { Draft } from './draft.entity';
import { DraftsService } from './drafts.service';
import { FactRow } from './fact.entity';
import { FactsService } from './facts.service';
import { OfficerCheckRow } from './officer-check.entity';
import { RightsRequest } from './rights-request.entity';
import { RightsRequests } from './rights-requests.service';
import { Unmasking } from './unmasking.service';

@Module({
  imports: [TypeOrmModule.forFeature([Actor, DocumentRow, Draft, FactRow, OfficerCheckRow, RightsRequest])],
  providers: [ActorImport, ActorsService, AssistedFacts, Contacts, Documents, DraftsService, FactsService, RightsRequests, Unmasking],
  exports: [ActorImport, ActorsService, AssistedFacts, Contacts, Documents, DraftsService, FactsService, RightsRequests, Unmasking],
})
export class ProfilesModule {}
