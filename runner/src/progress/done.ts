/** How far an action is, in whole units or tenths of them: `6/10`, `3.4/6`. */
export function formatDone({ done, total }: { readonly done: number; readonly total: number }): string {
  return `${tenths(done)}/${tenths(total)}`;
}

/** Rounded down: what is not done is never said to be. */
function tenths(value: number): number {
  return Math.floor(value * 10) / 10;
}
