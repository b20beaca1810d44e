import { Principal } from '@sambung/accounts';
import { AssistedFacts } from '@sambung/profiles';
import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { FactKey, Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { PrivacyView, toPrivacyView } from '../privacy/privacy.views';

/** Owners find right, as a whole or fact by fact, what somebody else entered for them. */
@ApiTags('privacy')
@Access('owner')
@Controller('api/v1/actors/:id')
export class ConfirmationsController {
  constructor(
    private readonly assisted: AssistedFacts,
    private readonly transactions: Transactions,
  ) {}

  @Post('confirmation')
  @Describe({ summary: 'The owner confirms what others entered', ok: PrivacyView, status: 201, problems: [404, 409] })
  async confirm(@Caller() caller: Principal, @Id() id: string): Promise<PrivacyView> {
    return toPrivacyView(await this.transactions.write((tx) => this.assisted.confirm(tx, caller, id, null)));
  }

  @Post('facts/:key/confirmation')
  @Describe({ summary: 'The owner confirms one fact that somebody else recorded', ok: PrivacyView, status: 201, problems: [404, 409] })
  async confirmFact(@Caller() caller: Principal, @Id() id: string, @FactKey() key: string): Promise<PrivacyView> {
    return toPrivacyView(await this.transactions.write((tx) => this.assisted.confirm(tx, caller, id, [key])));
  }
}
