import { Reasons } from '@sambung/matches';
import { CurrentOffer } from '@sambung/offers';
import { Text } from '@sambung/reference';
import { ApiProperty } from '@nestjs/swagger';
import { ExplanationView, toExplanationView } from './explanation.view';
import { PlanView } from './reasons.views';

export class SuggestionView {
  static readonly example = {
    slug: 'kur-mikro-2026', name: { id: 'KUR Mikro', en: 'KUR Mikro' }, kind: 'financing', provider: 'Bank/koperasi penyalur KUR', confidence: 'partial',
    confirmedAt: '2026-11-22T03:00:00.000Z', verdict: 'undetermined', fit: 8200, coverage: 8000, explanation: ExplanationView.example,
  }; // prettier-ignore

  @ApiProperty() slug: string;
  @ApiProperty({ type: 'object', properties: { id: { type: 'string' }, en: { type: 'string' } } }) name: Text;
  @ApiProperty() kind: string;
  @ApiProperty() provider: string;
  @ApiProperty({ enum: ['verified', 'partial'], description: 'How well the source supports the conditions' }) confidence: string;
  @ApiProperty({
    type: Date,
    nullable: true,
    description: 'When its organiser last said that it still stands; long unconfirmed ones come last',
  })
  confirmedAt: Date | null;
  @ApiProperty({ enum: ['eligible', 'notEligible', 'undetermined'] }) verdict: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Basis points; null when nothing is known' }) fit: number | null;
  @ApiProperty({ description: 'Known weight, basis points' }) coverage: number;
  @ApiProperty() explanation: ExplanationView;
}

export class OneSuggestionView extends SuggestionView {
  static override readonly example = { status: 'open', ...SuggestionView.example, plans: [PlanView.example] };

  @ApiProperty({ enum: ['open', 'notYetOpen', 'closed', 'notApplicable'] }) status: string;
  @ApiProperty({ type: [PlanView], description: 'Ways to it that lead through other offers, cheapest first' }) plans: PlanView[];
}

export class SuggestionsView {
  static readonly example = { computedAt: '2026-11-22T03:00:00.000Z', current: true, suggestions: [SuggestionView.example] };

  @ApiProperty({ type: Date, nullable: true, description: 'When the matcher last looked; null when it has not yet' })
  computedAt: Date | null;
  @ApiProperty({ description: 'False while a newer save waits to be matched' }) current: boolean;
  @ApiProperty({ type: [SuggestionView] }) suggestions: SuggestionView[];
}

export const toSuggestionView = ({ offer, version }: CurrentOffer, reasons: Reasons): SuggestionView => ({
  slug: offer.slug,
  name: version.document.name,
  kind: version.document.kind,
  provider: version.document.provider,
  confidence: version.document.confidence,
  confirmedAt: offer.confirmedAt,
  verdict: reasons.explanation.verdict,
  fit: reasons.explanation.fit.total,
  coverage: reasons.explanation.fit.coverage,
  explanation: toExplanationView(reasons),
});
