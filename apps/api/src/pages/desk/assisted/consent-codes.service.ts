import { OneTimeCodes } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { DraftAnswers } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';

/** Codes by which an owner agrees to what an officer reads out: whoever holds the phone tells the code. */
@Injectable()
export class ConsentCodes {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly config: Config,
  ) {}

  /** @param phone E.164 @throws DomainError CodeBudgetSpent, ChannelUnavailable */
  async send(phone: string): Promise<NonNullable<DraftAnswers['code']>> {
    const { id, code } = await this.codes.send(phone, 'consent');
    return { requestId: id, shown: this.config.SHOW_CODES ? code : null };
  }

  /** Counts a try. */
  async isRight({ code, phone }: DraftAnswers, digits: string): Promise<boolean> {
    return code !== undefined && (await this.codes.check(code.requestId, 'consent', digits)) === phone;
  }
}
