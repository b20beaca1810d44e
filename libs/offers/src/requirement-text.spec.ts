import { requirementText } from './requirement-text';

describe('the words of a requirement', () => {
  it('name regions and lines of business, each with all its codes', () => {
    const text = requirementText({
      all: [
        { fact: 'actor.region', op: 'within', value: ['35.07', '35.79'] },
        { fact: 'business.kbli', op: 'startsWith', value: ['2020:01'] },
        { not: { fact: 'actor.region', op: 'within', value: ['35.79.03'] } },
      ],
    });
    for (const said of [text.id, text.en]) {
      expect(said).toMatch(/Kabupaten Malang, Kota Batu.*KBLI 2020: 01.*Junrejo/);
      expect(said).not.toContain('35.');
    }
  });

  it('are those of the catalogue for any other fact', () => {
    expect(requirementText({ fact: 'legality.nib', op: '=', value: true }).id).toBe('Punya NIB');
  });
});
