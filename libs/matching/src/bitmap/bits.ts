/** Bits in 32-bit words; bit `i` is bit `i & 31` of word `i >> 5`. */
export const wordsFor = (bits: number): number => (bits + 31) >> 5;

export const setBit = (words: Int32Array, bit: number): void => {
  words[bit >> 5]! |= 1 << (bit & 31);
};

export const clearBit = (words: Int32Array, bit: number): void => {
  words[bit >> 5]! &= ~(1 << (bit & 31));
};

export const hasBit = (words: Int32Array, bit: number): boolean => ((words[bit >> 5]! >>> (bit & 31)) & 1) === 1;

/** Position of the lowest bit that is set; the word must not be 0. */
export const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

/** How many bits of a word are set (H. S. Warren, Hacker's Delight, 5-1). */
export function popCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
