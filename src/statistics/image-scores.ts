import type { Outcomes } from '../results/outcomes.ts';

/**
 * What a model scored on each image, in each of its trainings: a share of certain cells under which it was right, or a
 * weighted sum of such shares. Trainings × images.
 */
export type ImageScores = readonly Float64Array[];

interface WeightedScores {
  readonly weight: number;
  readonly scores: ImageScores | undefined;
}

/**
 * Weighted sum, training by training and image by image.
 * @returns undefined when one is not known, or when they are not of equally many trainings and images
 */
export function sumScores(terms: readonly WeightedScores[]): ImageScores | undefined {
  const first = terms[0]?.scores;
  if (first === undefined || !terms.every(({ scores }) => scores && isAlike(scores, first))) return undefined;
  return first.map((images, training) =>
    images.map((_, image) =>
      terms.reduce((sum, { weight, scores }) => sum + weight * scores![training]![image]!, 0),
    ),
  );
}

/**
 * For each image the share of these cells under which it was classified rightly.
 * @returns undefined when there are none, or when they are of different numbers of images
 */
export function scoreCells(cells: readonly (Outcomes | undefined)[]): Float64Array | undefined {
  const [first] = cells;
  if (first === undefined || !cells.every((cell) => cell?.length === first.length)) return undefined;
  return Float64Array.from(
    first,
    (_, image) => cells.reduce((sum, cell) => sum + cell![image]!, 0) / cells.length,
  );
}

function isAlike(a: ImageScores, b: ImageScores): boolean {
  return a.length === b.length && a.every((images, training) => images.length === b[training]!.length);
}
