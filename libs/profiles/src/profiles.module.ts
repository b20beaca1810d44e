import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorImport } from './actor-import.service';
import { ActorSearch } from './actor-search.service';
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
import { ProfileMerge } from './profile-merge.service';
import { ProfileSplit } from './profile-split.service';
import { RightsRequest } from './rights-request.entity';
import { RightsRequests } from './rights-requests.service';
import { Unmasking } from './unmasking.service';

const SERVICES = [
  ActorImport, ActorSearch, ActorsService, AssistedFacts, Contacts, Documents, DraftsService, FactsService, ProfileMerge, ProfileSplit, RightsRequests, Unmasking,
]; // prettier-ignore

@Module({
  imports: [TypeOrmModule.forFeature([Actor, DocumentRow, Draft, FactRow, OfficerCheckRow, RightsRequest])],
  providers: SERVICES,
  exports: SERVICES,
})
export class ProfilesModule {}
