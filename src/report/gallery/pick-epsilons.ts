/** Epsilons that the gallery shows. */
const epsilonsShown = 6;

/** Epsilons nearest to 0, a tenth, a fifth, two, three fifths and the whole of the largest. */
export function pickEpsilons(all: readonly number[]): number[] {
  const sorted = [...new Set(all)].sort((a, b) => a - b);
  if (sorted.length <= epsilonsShown) return sorted;
  const largest = sorted.at(-1)!;
  const nearest = [0, 0.1, 0.2, 0.4, 0.6, 1].map((share) =>
    sorted.reduce((a, b) => (Math.abs(b - share * largest) < Math.abs(a - share * largest) ? b : a)),
  );
  return [...new Set(nearest)];
}
