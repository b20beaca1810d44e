import { setTimeout as wait } from 'node:timers/promises';
import { inTurn } from './in-turn';

async function* numbers(count: number, failsAt = Infinity): AsyncGenerator<number> {
  for (let number = 0; number < count; number += 1) {
    if (number === failsAt) throw new Error('broken');
    yield number;
  }
}

describe('work in turn', () => {
  it('goes on at several items, never more, and comes out in their order', async () => {
    let [running, most] = [0, 0];
    const slowFirst = async (number: number): Promise<number> => {
      most = Math.max(most, (running += 1));
      await wait(number % 2 === 0 ? 10 : 1);
      running -= 1;
      return number;
    };
    const found: number[] = [];
    for await (const number of inTurn(numbers(7), 2, slowFirst)) found.push(number);
    expect({ found, most }).toEqual({ found: [0, 1, 2, 3, 4, 5, 6], most: 2 });
  });

  it('gives what was begun before the source broke off, and then the fault', async () => {
    const found: number[] = [];
    const run = async () => {
      for await (const number of inTurn(numbers(9, 3), 2, (one) => Promise.resolve(one))) found.push(number);
    };
    await expect(run()).rejects.toThrow('broken');
    expect(found).toEqual([0, 1, 2]);
  });

  it('begins nothing more once work has failed, and waits for what it began', async () => {
    const begun: number[] = [];
    let ended = 0;
    const failing = async (number: number): Promise<number> => {
      begun.push(number);
      await wait(number === 1 ? 1 : 10);
      ended += 1;
      if (number === 1) throw new Error('refused');
      return number;
    };
    const run = async () => {
      for await (const _ of inTurn(numbers(9), 2, failing)) void _;
    };
    await expect(run()).rejects.toThrow('refused');
    expect({ begun: begun.length, ended }).toEqual({ begun: begun.length, ended: begun.length });
    expect(begun.length).toBeLessThan(9);
  });
});
