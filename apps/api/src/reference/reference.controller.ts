import { Clock, Config } from '@sambung/config';
import { RULE_SCHEMA } from '@sambung/matching';
import { OFFER_SCHEMA } from '@sambung/offers';
import {
  checkIdentifier,
  FACTS,
  kbli,
  LEGALITY_DOCUMENTS,
  NEEDS,
  parentRegion,
  regionLevel,
  regions,
  SIZE_BANDS,
} from '@sambung/reference';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../http/access';
import { Describe } from '../http/describe';
import {
  CheckedIdentifierView,
  CheckIdentifierRequest,
  CodeView,
  FactDefinitionView,
  KbliQuery,
  KbliView,
  RegionsQuery,
  RegionView,
} from './reference.views';

const MOST_KBLI = 50;

class SizeBandView {
  static readonly example = SIZE_BANDS[0];
}

class RuleSchemaView {
  static readonly example = { $schema: 'https://json-schema.org/draft/2020-12/schema' };
}

@ApiTags('reference')
@Public()
@Controller('api/v1')
export class ReferenceController {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Get('regions')
  @Describe({ summary: 'Regions below one region (Kemendagri codes)', ok: [RegionView], public: true })
  regions(@Query() { parent }: RegionsQuery): RegionView[] {
    const children = [...regions()].filter(([code]) => parentRegion(code) === (parent ?? null));
    return children.map(([code, name]) => ({ code, name, level: regionLevel(code) }));
  }

  @Get('kbli')
  @Describe({ summary: 'Search business classifications; at most 50', ok: [KbliView], public: true })
  kbli(@Query() { version, q = '' }: KbliQuery): KbliView[] {
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (code: string, title: string) => words.every((word) => code.startsWith(word) || title.toLowerCase().includes(word));
    const found = [...kbli(version)].filter(([code, title]) => fits(code, title)).slice(0, MOST_KBLI);
    return found.map(([code, title]) => ({ value: `${version}:${code}`, title }));
  }

  @Get('needs')
  @Describe({ summary: 'Needs that offers answer: six classes and their leaves', ok: [CodeView], public: true })
  needs(): readonly CodeView[] {
    return NEEDS;
  }

  @Get('legality-documents')
  @Describe({ summary: 'Documents that open doors; the fact of each is legality.<code>', ok: [CodeView], public: true })
  legalityDocuments(): CodeView[] {
    return Object.entries(LEGALITY_DOCUMENTS).map(([code, label]) => ({ code, label }));
  }

  @Get('size-bands')
  @Describe({ summary: 'Size bands of PP 7/2021', ok: [SizeBandView], public: true })
  sizeBands(): typeof SIZE_BANDS {
    return SIZE_BANDS;
  }

  @Get('facts')
  @Describe({ summary: 'Every fact that a profile may hold and a rule may read', ok: [FactDefinitionView], public: true })
  facts(): FactDefinitionView[] {
    return Object.entries(FACTS).map(([key, { type, label, unit = null, options = null, sensitive = false, derived = false }]) => ({
      key, type, label, unit, options, sensitive, derived,
    })); // prettier-ignore
  }

  @Get('rule-schema')
  @Describe({ summary: 'JSON Schema of rules', ok: RuleSchemaView, public: true })
  ruleSchema(): unknown {
    return RULE_SCHEMA;
  }

  @Get('offer-schema')
  @Describe({ summary: 'JSON Schema of an offer, as it goes out and comes in', ok: RuleSchemaView, public: true })
  offerSchema(): unknown {
    return OFFER_SCHEMA;
  }

  @Post('identifier-checks')
  @Describe({
    summary: 'Check NIK, KK, NPWP, NIB, P-IRT, phone, KBLI or region; nothing is kept',
    body: CheckIdentifierRequest,
    ok: CheckedIdentifierView,
    public: true,
  })
  checkIdentifier(@Body() { kind, value }: CheckIdentifierRequest): CheckedIdentifierView {
    const options = { today: this.clock.today(), allowTestSerial: this.config.ALLOW_TEST_NIK };
    const checked = checkIdentifier(kind, value, options);
    return checked.ok
      ? { ok: true, value: checked.value, reason: null, warnings: checked.warnings ?? [] }
      : { ok: false, value: null, reason: checked.reason, warnings: [] };
  }
}
