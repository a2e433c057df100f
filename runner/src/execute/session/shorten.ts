/** The first few items of a list, and how many more there are: `a, b, c and 4 more`. */
export function shorten(items: readonly string[], most = 3): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}
