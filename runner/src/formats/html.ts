/** A piece of HTML that is safe to put into a page as it is. */
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

/** Template tag: what is put in is escaped unless it is Markup itself; lists are joined, `false` and undefined vanish. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  let text = strings[0]!;
  for (const [i, value] of values.entries()) text += writeValue(value) + strings[i + 1]!;
  return new Markup(text);
}

/** Marks text as HTML without a look at it: for SVG and CSS made by this project. */
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
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: HTML has no place for them
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ' ')
  );
}
