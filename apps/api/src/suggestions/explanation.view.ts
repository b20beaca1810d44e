import { Explanation, Reasons } from '@sambung/matches';
import { Text } from '@sambung/reference';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TEXT, toUnlockView, UnlockView } from './reasons.views';

const SETTLEMENT_EXAMPLE = {
  leaf: 'business-age', fact: 'business.startedOn', cause: 'missing', who: 'owner', how: 'answer',
  text: { id: 'Perlu jawaban: Umur usaha', en: 'Needs an answer: Age of the business' },
}; // prettier-ignore

const LEAF_EXAMPLE = {
  id: 'turnover', path: '/all/0', text: { id: 'Omzet setahun paling banyak Rp4.800.000.000', en: 'Yearly turnover at most Rp4,800,000,000' },
  legalBasis: 'Permenko Perekonomian 1/2026', expected: { id: 'Omzet setahun paling banyak Rp4.800.000.000', en: 'Yearly turnover at most Rp4,800,000,000' },
  actual: 120000000, actualText: { id: 'Rp120.000.000', en: 'Rp120,000,000' }, level: 'declared', value: 'T',
}; // prettier-ignore

/** Why a pair came out as it did, as a decision stores it: the hash is over exactly these members. */
export class StoredExplanationView {
  static readonly example: object = {
    verdict: 'undetermined', asOf: '2026-11-22', engine: '1.2.0', offer: { slug: 'kur-mikro-2026', version: 1, hash: 'a3f1…' }, profileHash: '9b0c…',
    sentence: { id: 'Perlu data: umur usaha.', en: 'Needs data: age of the business.' }, outlook: 'notFound', unlocks: [], blockers: [],
    leaves: [LEAF_EXAMPLE], prefers: [], settle: [SETTLEMENT_EXAMPLE], culprits: [],
    fit: { total: 8200, coverage: 8000, components: { need: 10000, area: 5000, stage: 10000, timing: 10000, readiness: null } },
    validUntil: '2027-02-12', hash: '5d41…',
  }; // prettier-ignore

  @ApiProperty({ enum: ['eligible', 'notEligible', 'undetermined'] }) verdict: string;
  @ApiProperty({ format: 'date' }) asOf: string;
  @ApiProperty() engine: string;
  @ApiPropertyOptional({ ...TEXT, description: 'The verdict in one or two sentences; decisions of engine 1.0 have none' })
  sentence?: Text;
  @ApiPropertyOptional({ enum: ['already', 'possible', 'impossible', 'notFound'], description: 'Whether the verdict can get better' })
  outlook?: string;
  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'object' },
    description: 'The cheapest sets of steps that make it eligible, at most three',
  })
  unlocks?: Explanation['unlocks'];
  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: 'When it is impossible: minimal sets of conditions that nobody can change',
  })
  blockers?: Explanation['blockers'];
  @ApiProperty({ type: 'object', additionalProperties: true }) offer: Explanation['offer'];
  @ApiProperty() profileHash: string;
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'Every condition with its value T, F or U' })
  leaves: Explanation['leaves'];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: "Provider's wishes; they never decide" })
  prefers: Explanation['leaves'];
  @ApiProperty({
    type: 'array',
    items: { type: 'object', properties: { text: TEXT } },
    description: 'What would settle an undetermined verdict, and who can',
  })
  settle: Explanation['settle'];
  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: 'Minimal sets of conditions, each of which alone forces a refusal',
  })
  culprits: Explanation['culprits'];
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Basis points; unknown components are null' })
  fit: Explanation['fit'];
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Points for a scarce seat over verified facts, and which evidence could add to them; of offers that publish a formula',
  })
  priority?: Explanation['priority'];
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description:
      'How the seats of a round were given out: result, points, lottery ticket, place on the waiting list, cut-off; of matches of a round',
  })
  allocation?: Explanation['allocation'];
  @ApiProperty({ type: String, format: 'date', nullable: true }) validUntil: string | null;
  @ApiProperty({ description: 'SHA-256 of the canonical JSON of all other members, as decisions store them' }) hash: string;
}

/** The reasons as they stand now, as deep as was asked for. */
export class ExplanationView extends StoredExplanationView {
  static override readonly example: object = {
    ...StoredExplanationView.example, outlook: 'possible', unlocks: [UnlockView.example], checklist: null, tree: null,
  }; // prettier-ignore

  @ApiProperty({ type: [UnlockView], description: 'The cheapest sets of steps that make it eligible, at most three' })
  override unlocks: UnlockView[];
  @ApiProperty({ type: 'array', items: { type: 'object' }, nullable: true, description: 'Every condition that must be met, with its mark' })
  checklist: Reasons['checklist'];
  @ApiProperty({ ...TEXT, nullable: true, description: 'The whole rule, a line for each node' }) tree: Text | null;
}

export const toExplanationView = ({ explanation, unlocks, checklist, tree }: Reasons): ExplanationView => ({
  verdict: explanation.verdict,
  asOf: explanation.asOf,
  engine: explanation.engine,
  sentence: explanation.sentence,
  outlook: explanation.outlook,
  unlocks: unlocks.map(toUnlockView),
  blockers: explanation.blockers,
  checklist,
  tree,
  offer: explanation.offer,
  profileHash: explanation.profileHash,
  leaves: explanation.leaves,
  prefers: explanation.prefers,
  settle: explanation.settle,
  culprits: explanation.culprits,
  fit: explanation.fit,
  ...(explanation.priority && { priority: explanation.priority }),
  ...(explanation.allocation && { allocation: explanation.allocation }),
  validUntil: explanation.validUntil,
  hash: explanation.hash,
});
