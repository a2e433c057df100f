/** How far an action is, in units or tenths of a unit: `6/10`, `3.4/6`. */
export function formatDone({ done, total }: { readonly done: number; readonly total: number }): string {
  return `${tenths(done)}/${tenths(total)}`;
}

/** Rounded down, so that unfinished work is never shown as done. */
function tenths(value: number): number {
  return Math.floor(value * 10) / 10;
}
