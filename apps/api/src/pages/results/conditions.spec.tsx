import { evaluate, Rule } from '@sambung/matching';
import { CATALOGUE } from '@sambung/offers';
import { render } from 'preact-render-to-string';
import { Conditions } from './conditions';

const check = (name: string): Rule => ({ id: name, officerCheck: name, text: { id: name, en: name } });

/** The conditions as read aloud, without what hides in the markup. */
function read(rule: Rule): string {
  const { leaves } = evaluate(rule, { facts: {}, checks: {}, asOf: '2026-11-26', catalogue: CATALOGUE });
  const html = render(<Conditions rule={rule} leaves={leaves} show={({ id }) => ({ id, kind: 'open', text: id })} />);
  return html.replaceAll(/<span class="senyap">.*?<\/span>/g, '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').trim(); // prettier-ignore
}

describe('the conditions of a rule', () => {
  it('stand one below the other where each is needed', () => {
    expect(read({ all: [check('a'), check('b')] })).toBe('a b');
  });

  it('stay together where one of them is enough', () => {
    const text = { id: 'NIB atau SKU', en: 'NIB or SKU' };
    expect(read({ all: [check('a'), { text, any: [check('b'), check('c')] }, check('d')] })).toBe(
      'a NIB atau SKU Salah satu dari ini: b c d',
    );
  });

  it('are parted by a word where a way takes several', () => {
    expect(read({ any: [check('a'), { all: [check('b'), check('c')] }] })).toBe('Salah satu dari ini: a atau b c');
  });

  it('say how many of them are needed', () => {
    expect(read({ atLeast: 2, of: [check('a'), check('b'), check('c')] })).toBe('Paling sedikit 2 dari ini: a b c');
  });

  it('are all needed where one of them would refuse', () => {
    expect(read({ not: { any: [check('a'), check('b')] } })).toBe('a b');
  });
});
