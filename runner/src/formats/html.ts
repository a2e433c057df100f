/** HTML that can stand in a page as it is. Made by `html` and `trustMarkup` alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type HtmlValue = Markup | string | number | false | undefined | readonly HtmlValue[];

/**
 * Template tag for HTML. Text that is put in is escaped; Markup is not; lists are joined; `false` and undefined become
 * nothing. A control character, which HTML has no place for, becomes U+FFFD.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  let text = strings[0]!;
  for (const [i, value] of values.entries()) text += writeValue(value) + strings[i + 1]!;
  return new Markup(text);
}

/** Marks text as HTML without checking it. Only for SVG and CSS that this project made. */
export function trustMarkup(text: string): Markup {
  return new Markup(text);
}

function writeValue(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(writeValue).join('');
  return escapeHtml(String(value));
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replace(/[^\P{Cc}\t\n\r]/gu, '\ufffd');
}
