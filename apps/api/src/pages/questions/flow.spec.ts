import { NO_ANSWERS } from '@sambung/profiles';
import { noteAsked, numberOf } from './flow';

describe('the number of a question', () => {
  const asked = (...slugs: string[]) => slugs.reduce(noteAsked, { ...NO_ANSWERS, roles: ['business' as const] });

  it.each([
    ['usaha', asked('siapa'), 2],
    ['siapa', asked('siapa', 'usaha'), 1],
    ['fakta/business.stage', asked('siapa', 'usaha', 'lokasi'), 4],
    ['kebutuhan', NO_ANSWERS, 3],
  ])('of %s counts those before it', (slug, answers, number) => {
    expect(numberOf(answers, slug)).toBe(number);
  });
});
