/**
 * Area under the receiver operating characteristic: the probability that a positive scores above a negative, where a tie counts
 * as one half. This is the Mann–Whitney U divided by positives · negatives.
 * @returns a number from 0 to 1, or undefined when either side is empty or a score is not a number
 */
export function areaUnderRoc(positives: ArrayLike<number>, negatives: ArrayLike<number>): number | undefined {
  if (positives.length === 0 || negatives.length === 0) return undefined;
  const scores = [
    ...Array.from(positives, (score) => ({ score, positive: true })),
    ...Array.from(negatives, (score) => ({ score, positive: false })),
  ];
  if (scores.some(({ score }) => Number.isNaN(score))) return undefined;
  scores.sort((a, b) => (a.score < b.score ? -1 : a.score > b.score ? 1 : 0));

  let wins = 0;
  let negativesBelow = 0;
  for (let first = 0; first < scores.length; ) {
    let end = first;
    let tiedPositives = 0;
    while (end < scores.length && scores[end]!.score === scores[first]!.score) {
      if (scores[end]!.positive) tiedPositives++;
      end++;
    }
    const tiedNegatives = end - first - tiedPositives;
    wins += tiedPositives * (negativesBelow + tiedNegatives / 2);
    negativesBelow += tiedNegatives;
    first = end;
  }
  return wins / (positives.length * negatives.length);
}
