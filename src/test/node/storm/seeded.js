/**
 * Whole numbers below a limit that look random and are the same for the same seed, which must not be 0. By Marsaglia's
 * xorshift of 32 bits, with his shifts 13, 17 and 5.
 */
export function seeded(seed) {
  let state = seed | 0;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}
