/** Of 10,000 queries, those after which the squares' share of the image is halved once more. */
const HALVINGS = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000];

/**
 * Share of the image that a square of the Square attack covers (Andriushchenko et al. 2020, section 5 "Schedule",
 * stretched to the number of queries as in the authors' code).
 * @param progress queries made as a share of all
 */
export function squareShare(progress: number, initial: number): number {
  const query = Math.floor(progress * 10000);
  return initial / 2 ** HALVINGS.filter((after) => query > after).length;
}
