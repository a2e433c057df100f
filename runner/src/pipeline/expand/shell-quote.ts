/** The quotes around a place in a shell line. */
export type QuoteState = 'none' | 'single' | 'double';

/** Which quotes are open where the first part of a shell line ends. */
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
 * Quotes text so that a POSIX shell reads exactly that text, within the quotes around it. Splits `${` in two, so that
 * nothing in the text is taken for a template later.
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
