/** The quotes around a place in a shell line. */
export type QuoteState = 'none' | 'single' | 'double';

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
