import { NextQuestion } from '@sambung/matching';
import { Asked, DEPTHS, Depth, plansOf, ShownPlan, ShownUnlock } from '@sambung/matches';
import { CurrentOffer } from '@sambung/offers';
import { FACTS, FactDefinition, Text } from '@sambung/reference';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IfPresent } from '../http/request-shapes';

export const TEXT = { type: 'object', properties: { id: { type: 'string' }, en: { type: 'string' } } } as const;

/** How much of the reasons a screen wants. */
export class DepthQuery {
  @ApiPropertyOptional({
    enum: DEPTHS,
    default: 'sentence',
    example: 'checklist',
    description: 'How much is said: one sentence, also every condition with its mark, also the whole rule as a tree',
  })
  @IfPresent()
  @IsIn(DEPTHS)
  depth: Depth = 'sentence';
}

const NIB_CHANGE = {
  kind: 'change', fact: 'legality.nib', action: 'obtainable', from: false, to: true, level: 'declared', cost: 2, leadDays: 1,
  text: { id: 'Urus NIB di OSS', en: 'Get an NIB at OSS' },
}; // prettier-ignore

/** One set of steps that leads to a better verdict, none of them in vain. */
export class UnlockView {
  static readonly example = {
    cost: 2, leadDays: 1, readyOn: '2026-11-23', changes: [NIB_CHANGE], conditions: [], wait: null, via: [],
    text: [{ id: 'Urus NIB di OSS (sekitar 1 hari).', en: 'Get an NIB at OSS (about 1 day).' }],
  }; // prettier-ignore

  @ApiProperty({ description: 'Points of effort: 1 an answer, 10 months of work' }) cost: number;
  @ApiProperty({ description: 'Days until all is done, if all is started today' }) leadDays: number;
  @ApiProperty({ format: 'date' }) readyOn: string;
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'What somebody changes' }) changes: ShownUnlock['changes'];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'What has to be found out to be so' })
  conditions: ShownUnlock['conditions'];
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'Time that has to pass' })
  wait: ShownUnlock['wait'];
  @ApiProperty({ type: [String], description: 'Other offers that bring one of its facts about' }) via: string[];
  @ApiProperty({ type: 'array', items: TEXT, description: 'The steps in words' }) text: Text[];
}

export const toUnlockView = ({ cost, leadDays, readyOn, changes, conditions, wait, via, text }: ShownUnlock): UnlockView => ({
  cost, leadDays, readyOn, changes, conditions, wait, via: [...via], text: [...text],
}); // prettier-ignore

/** A way to an offer that leads through others, each with its days. */
export class PlanView {
  static readonly example = {
    cost: 7, leadDays: 31, readyOn: '2026-12-23',
    steps: [
      { offer: 'spp-irt', name: { id: 'SPP-IRT', en: 'SPP-IRT' }, prepare: [NIB_CHANGE], wait: null, after: [], startsOn: '2026-11-23', endsOn: '2026-12-23', grants: [{ fact: 'legality.pirt', value: true }] },
      { offer: 'etalase-hotel', name: { id: 'Etalase hotel', en: 'Hotel display' }, prepare: [], wait: null, after: ['spp-irt'], startsOn: '2026-12-23', endsOn: '2026-12-23', grants: [] },
    ],
    text: [{ id: '1. Urus NIB di OSS (sekitar 1 hari).', en: '1. Get an NIB at OSS (about 1 day).' }],
  }; // prettier-ignore

  @ApiProperty({ description: 'Points of effort' }) cost: number;
  @ApiProperty() leadDays: number;
  @ApiProperty({ format: 'date', description: 'The day on which the offer itself can be joined' }) readyOn: string;
  @ApiProperty({
    type: 'array',
    items: { type: 'object' },
    description: 'Offers in the order in which they are joined, the wanted one last',
  })
  steps: object[];
  @ApiProperty({ type: 'array', items: TEXT, description: 'The plan as numbered lines' }) text: Text[];
}

const toPlanView = ({ cost, leadDays, readyOn, steps, names, text }: ShownPlan): PlanView => ({
  cost,
  leadDays,
  readyOn,
  steps: steps.map((step) => ({ ...step, name: names[step.offer] })),
  text: [...text],
});

export const plansView = (pair: Parameters<typeof plansOf>[0]): PlanView[] => plansOf(pair).map(toPlanView);

/** What may be answered: the type of the fact, its unit and its options. */
const inputOf = ({ type, unit, options, min, max }: FactDefinition) => ({ type, unit, options, min, max });

export class QuestionView {
  static readonly example = {
    key: 'business.turnover', kind: 'fact', who: 'owner', how: 'answer', answer: 'number', text: { id: 'Perlu jawaban: Omzet setahun', en: 'Needs an answer: Yearly turnover' },
    input: { type: 'integer', unit: 'IDR', min: 0, max: 1000000000000000 }, offers: ['kur-mikro-2026', 'spp-irt'], settles: ['spp-irt'], score: 5189184000,
  }; // prettier-ignore

  @ApiProperty({ description: "A fact's key, or the id of an officer's check" }) key: string;
  @ApiProperty({ enum: ['fact', 'check'] }) kind: string;
  @ApiProperty({ enum: ['owner', 'officer', 'registry', 'partner'] }) who: string;
  @ApiProperty({ enum: ['answer', 'document', 'visit', 'check'] }) how: string;
  @ApiProperty({ enum: ['select', 'number', 'document', 'visit'] }) answer: string;
  @ApiProperty(TEXT) text: Text;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'Type, unit and options of the fact' })
  input: object | null;
  @ApiProperty({ type: [String], description: 'Offers that an answer may decide' }) offers: string[];
  @ApiProperty({ type: [String], description: 'Those of them that lack nothing else' }) settles: string[];
  @ApiProperty({ description: 'Sum over the offers of fit / number of open questions there, in 720,720ths' }) score: number;
}

export class NextQuestionView {
  static readonly example = { asOf: '2026-11-22', undetermined: ['kur-mikro-2026', 'spp-irt'], question: QuestionView.example };

  @ApiProperty({ format: 'date' }) asOf: string;
  @ApiProperty({ type: [String], description: 'Open offers whose verdict still lacks something, best first' }) undetermined: string[];
  @ApiProperty({ type: QuestionView, nullable: true, description: 'null when no answer can change any verdict' })
  question: QuestionView | null;
}

const toQuestionView = ({ offers, settles, ...question }: NextQuestion): QuestionView => ({
  ...question,
  input: question.kind === 'fact' ? inputOf(FACTS[question.key]!) : null,
  offers: [...offers],
  settles: [...settles],
});

const slugOf = ({ offer }: CurrentOffer): string => offer.slug;

export const toNextQuestionView = ({ question, undetermined, asOf }: Asked & { asOf: string }): NextQuestionView => ({
  asOf,
  undetermined: undetermined.map(slugOf),
  question: question && toQuestionView(question),
});
