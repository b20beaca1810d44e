import { FormParts, OfferDocument, shippedOffers } from '@sambung/offers';
import { PriorityCriterion } from '@sambung/matching';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { FormBody } from '../../web/form';
import { BenefitFields } from './benefit-fields';
import { withSent } from './change-form';
import { documentIn, formOf, partOf } from './document-form';
import { ExampleFields } from './example-fields';
import { OrderFields } from './order-fields';
import { RuleFields } from './rule-fields';
import { BasicsFields } from './section-fields';

const offers = shippedOffers().map(({ slug, document }) => [slug, document] as const);

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

const CONTROLS = /<(input)(?:[^>"]|"[^"]*")*>|<select[^>]*>([\s\S]*?)<\/select>|<textarea[^>]*>([\s\S]*?)<\/textarea>/g;

/** What a browser would send of a page without touching it. */
function untouched(page: VNode): FormBody {
  const html = render(page);
  const sent: Record<string, string[]> = {};
  const send = (name: string | undefined, value: string) => void (name && (sent[name] = [...(sent[name] ?? []), plain(value)]));
  for (const [all, tag, inside] of html.matchAll(CONTROLS)) {
    const name = attribute(all, 'name');
    if (tag) {
      const isTicked = !/type="(radio|checkbox)"/.test(all) || /\schecked/.test(all);
      if (isTicked) send(name, attribute(all, 'value') ?? '');
    } else if (all.startsWith('<select')) {
      const chosen = /<option((?:[^>"]|"[^"]*")*\sselected(?:[^>"]|"[^"]*")*)>/.exec(inside!)?.[1];

      send(name, (chosen && attribute(chosen, 'value')) ?? '');
    } else send(name, /^<textarea[^>]*>([\s\S]*)<\/textarea>$/.exec(all)![1]!);
  }
  return Object.fromEntries(Object.entries(sent).map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

/** The form after each of its pages was opened and sent as it was. */
function sentThrough(form: FormParts): FormParts {
  const shown = { form, errors: [], sentences: new Map<string, string>() };
  const rule = <RuleFields part={partOf(form, 'syarat')} path="syarat" errors={[]} sentences={shown.sentences} isRoot />;
  const pages = {
    pokok: <BasicsFields {...shown} isNew general={[]} />,
    syarat: rule,
    manfaat: <BenefitFields {...shown} />,
    urutan: <OrderFields {...shown} />,
  };
  const written = Object.entries(pages).reduce(
    (parts, [section, page]) => withSent(parts, section as keyof typeof pages, untouched(page), null),
    form,
  );
  return partOf(form, 'contoh')
    .children.slice(0, 3)
    .reduce(
      (parts, example, place) => withSent(parts, 'contoh', untouched(<ExampleFields example={example} errors={[]} checks={[]} />), place),
      written,
    );
}

const CRITERION: PriorityCriterion = {
  id: 'women', name: { id: 'Usaha perempuan', en: 'Led by a woman' }, cap: 10,
  awards: [
    { when: { fact: 'owner.sex', op: '=', value: 'female' }, points: 10 },
    { when: { not: { any: [{ fact: 'business.startedOn', op: '<', value: '2020-01-01' }, { fact: 'business.startedOn', measure: 'years', op: 'in', value: [1, 2] }] } }, points: 5 },
  ],
}; // prettier-ignore

/** Says all that no shipped offer says. */
const RICH: OfferDocument = {
  ...offers[0]![1],
  variantOf: 'lain',
  fitWeights: { need: 50, area: 20, stage: 5, timing: 10, readiness: 15 },
  priority: [CRITERION],
  legalBasis: ['UU "1" & <2>', 'PP 3'],
  legalBasisUntil: { 'PP 3': '2027-12-31' },
  benefits: { seats: 40, empty: null, table: { a: [1, { b: 2 }] }, share: 2.5, words: ['a, b', 'c'] },
  requires: {
    all: [
      { known: 'legality.nib', level: 'registry' },
      { missing: 'finance.activeCredits' },
      { atLeast: 2, of: [{ fact: 'legality.nib', op: '!=', value: true }, { fact: 'business.turnover', op: 'between', value: [1, 5_000_000] }, { fact: 'business.startedOn', op: 'between', value: ['2020-01-01', '2024-12-31'], level: 'document' }] },
      { not: { fact: 'actor.region', op: '=', value: '35.07' } },
      { id: 'seen', officerCheck: 'seen', text: { id: 'Tempat "usaha" <ada>', en: 'There is a place & it is used' }, legalBasis: 'PP 3' },
      { fact: 'business.kbli', op: 'notIn', value: ['2025:10', '2020:47'] },
    ],
  },
}; // prettier-ignore

describe('the form of an offer', () => {
  it.each([...offers, ['a document with everything', RICH] as const])('gives %s back unchanged', (_, document) => {
    expect(documentIn(formOf(document))).toEqual(document);
  });

  it.each([...offers, ['a document with everything', RICH] as const])(
    'gives %s back unchanged when its pages are sent as they were drawn',
    (_, document) => {
      expect(documentIn(sentThrough(formOf(document)))).toEqual(document);
    },
  );
});
