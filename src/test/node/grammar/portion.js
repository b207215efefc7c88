/** The seed of a run: any whole number but 0. Without one the input is the same at each run. */
export const SEED = Number(process.env.FUZZ_SEED || 1);

/** How long each part of a run goes on. */
const SECONDS = Number(process.env.FUZZ_SECONDS);

const AT_ONCE = 12;

/**
 * Tries one case after the other, several at a time, until the time is up. The same seeds come in the same order, whatever the
 * time.
 *
 * @param {(seed: number) => Promise<void>} attempt fails when something is not as it should be
 * @returns {Promise<number>} how many there were
 */
export async function portion(attempt, milliseconds = SECONDS * 1000) {
  const end = performance.now() + milliseconds;
  let next = 0;
  const work = async () => {
    while (performance.now() < end) {
      const seed = (SEED + next++) % 2 ** 31 || 1;
      try {
        await attempt(seed);
      } catch (error) {
        throw new Error(`FUZZ_SEED=${seed}: ${error.message}`, { cause: error });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return next;
}
