/** Processes that train one network together, each on its share of every mini-batch. */
export interface Team {
  /** From 0. */
  readonly rank: number;
  readonly size: number;
  /** Elementwise sum over the team, in order of rank, so that all get the same bits. All call it, in the same order. */
  sum(values: Float32Array): Promise<Float32Array>;
}

/** A team of one. */
export const ALONE: Team = { rank: 0, size: 1, sum: async (values) => values };

/** Part of a list of `count`: first item and number of items, which is 0 where there are fewer than team members. */
export function shareOf({ rank, size }: Team, count: number): { first: number; count: number } {
  const first = Math.floor((count * rank) / size);
  return { first, count: Math.floor((count * (rank + 1)) / size) - first };
}
