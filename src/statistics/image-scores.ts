/**
 * What a model scored on each image: [repeat][image]. A score is the share of some attacks under which the model classified
 * the image rightly, or a weighted sum of such shares.
 */
export type ImageScores = readonly Float64Array[];

interface WeightedScores {
  readonly weight: number;
  readonly scores: ImageScores | undefined;
}

/**
 * Weighted sum of scores, for each repeat and each image.
 * @returns undefined where some scores are not known, or where the numbers of repeats or images differ
 */
export function sumScores(terms: readonly WeightedScores[]): ImageScores | undefined {
  const first = terms[0]?.scores;
  if (first === undefined || !terms.every(({ scores }) => scores && isAlike(scores, first))) return undefined;
  return first.map((images, repeat) =>
    images.map((_, image) =>
      terms.reduce((sum, { weight, scores }) => sum + weight * scores![repeat]![image]!, 0),
    ),
  );
}

/**
 * Scores the images of one repeat.
 * @param cells for each attacked cell and each image 1 where the model was right, 0 where it was wrong
 * @returns for each image the share of cells in which the model was right; undefined where there are no cells, where one
 * is not known, or where their numbers of images differ
 */
export function scoreCells(cells: readonly (Uint8Array | undefined)[]): Float64Array | undefined {
  const [first] = cells;
  if (first === undefined || !cells.every((cell) => cell?.length === first.length)) return undefined;
  return Float64Array.from(
    first,
    (_, image) => cells.reduce((sum, cell) => sum + cell![image]!, 0) / cells.length,
  );
}

function isAlike(a: ImageScores, b: ImageScores): boolean {
  return a.length === b.length && a.every((images, repeat) => images.length === b[repeat]!.length);
}
