import { explainSeat, SEAT_RESULTS, SeatOutcome } from './explanation-of-seat';

const outcome = (changes: Partial<SeatOutcome>): SeatOutcome => ({
  roundId: 'r', run: 1, batch: 'a', result: 'waiting', points: 20, ticket: '0'.repeat(64), place: 3, waiting: 7, cutOff: { points: 30, ticket: 'f'.repeat(64) }, ...changes,
}); // prettier-ignore
const english = (changes: Partial<SeatOutcome>): string => explainSeat(outcome(changes)).text.en;

describe('the seats of a round in plain sentences', () => {
  it('say where one stands and what it took, and name the lottery only where it decided', () => {
    expect(english({})).toBe('No seat yet: number 3 of 7 on the waiting list with 20 points. The last one in has 30 points.');
    expect(english({ points: 30 })).toContain('among equal points the lottery decides');
    expect(english({ result: 'seat', points: 40, place: null })).toBe('Has a seat with 40 points. The last one in has 30 points.');
    expect(english({ result: 'seat', place: null, cutOff: 'open' })).toContain('There were seats for everybody.');
    expect(english({ cutOff: 'closed' })).toContain('No seat is left to give out.');
  });

  it('say why a choice took no part', () => {
    expect(english({ result: 'undetermined', place: null, cutOff: null })).toContain('too little was known');
  });

  it('exist in three languages for every result, and none leaves a gap', () => {
    const texts = SEAT_RESULTS.flatMap((result) => Object.values(explainSeat(outcome({ result })).text));
    expect(texts).toHaveLength(SEAT_RESULTS.length * 3);
    expect(texts.filter((text) => text.length < 20 || /null|undefined/.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
