import { CONSENT_PURPOSES, CONSENT_TEXTS } from '@sambung/accounts';
import { Controller, Get } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from '../http/access';
import { Describe } from '../http/describe';

class ConsentTextView {
  static readonly example = CONSENT_TEXTS[0];

  @ApiProperty({ enum: CONSENT_PURPOSES }) purpose: string;
  @ApiProperty({ description: 'Send it with the consent' }) version: string;
  @ApiProperty({ type: 'object', required: ['id', 'en'], properties: { id: { type: 'string' }, en: { type: 'string' } } }) text: object;
}

@ApiTags('consents')
@Public()
@Controller('api/v1/consent-texts')
export class ConsentTextsController {
  @Get()
  @Describe({ summary: 'The words that people agree to, by purpose and version, newest first', ok: [ConsentTextView], public: true })
  list(): ConsentTextView[] {
    return [...CONSENT_TEXTS];
  }
}
