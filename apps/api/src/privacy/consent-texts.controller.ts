import { CONSENT_PURPOSES, CONSENT_TEXTS, ConsentText } from '@sambung/accounts';
import { Controller, Get } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from '../http/access';
import { Describe } from '../http/describe';

const WORDS = { type: 'string' } as const;

const toConsentTextView = ({ purpose, version, widens, points }: ConsentText): ConsentTextView => ({
  purpose,
  version,
  widens,
  text: Object.fromEntries(Object.entries(points).map(([locale, sentences]) => [locale, sentences.join(' ')])),
});

class ConsentTextView {
  static get example(): ConsentTextView {
    return toConsentTextView(CONSENT_TEXTS[0]!);
  }

  @ApiProperty({ enum: CONSENT_PURPOSES }) purpose: string;
  @ApiProperty({ description: 'Send it with the consent; only the newest of a purpose is taken' }) version: string;
  @ApiProperty({ description: 'Whether it allows more than the version before; who agreed to that one is asked again' }) widens: boolean;
  @ApiProperty({ type: 'object', required: ['id', 'en'], properties: { id: WORDS, en: WORDS, jv: WORDS }, description: 'By locale' })
  text: Record<string, string>;
}

@ApiTags('consents')
@Public()
@Controller('api/v1/consent-texts')
export class ConsentTextsController {
  @Get()
  @Describe({ summary: 'The words that people agree to, by purpose and version, newest first', ok: [ConsentTextView], public: true })
  list(): ConsentTextView[] {
    return CONSENT_TEXTS.map(toConsentTextView);
  }
}
