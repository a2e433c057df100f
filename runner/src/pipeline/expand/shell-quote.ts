/** In which quotes a place of a shell line stands. */
export type QuoteState = 'none' | 'single' | 'double';

/** The quotes that are open at the end of the beginning of a shell line. */
export function scanQuotes(before: string): QuoteState {
  let state: QuoteState = 'none';
  for (let at = 0; at < before.length; at++) {
    const character = before[at];
    if (character === '\\' && state !== 'single') at++;
    else if (character === "'" && state !== 'double') state = state === 'single' ? 'none' : 'single';
    else if (character === '"' && state !== 'single') state = state === 'double' ? 'none' : 'double';
  }
  return state;
}

/**
 * Text as a POSIX shell must read it to see exactly that text, within the quotes around it. `${` is written in two
 * pieces, so that nothing in it is taken for a template later.
 */
export function quoteForShell(text: string, quotes: QuoteState): string {
  if (quotes === 'double')
    return text
      .replace(/[\\"$`]/g, '\\$&')
      .split('${')
      .join('$""{');
  const inside = text.replaceAll("'", `'\\''`).split('${').join("$''{");
  if (quotes === 'single') return inside;
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${inside}'`;
}
