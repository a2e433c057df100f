/**
 * Groups a batch's items by what they have in common besides ε: such a group is one grid.
 * Batches usually are one group; a pipeline may let other params vary with epsilon.
 */
export function groupByGrid<
  Params extends { readonly epsilon: number },
  Item extends { readonly params: Params },
>(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const { epsilon, ...shared } = item.params;
    const key = JSON.stringify(shared);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}
