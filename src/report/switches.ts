import { type HtmlValue, html, type Markup, trustMarkup } from '../../runner/src/formats/html.ts';

/** Where something is shown: for each switch that decides about it, the index of the choice. */
export type Place = Readonly<Record<string, number>>;

interface Switch {
  readonly name: string;
  readonly count: number;
}

/**
 * The page's switches: radio buttons that show and hide parts by style alone, so that they work without a script. Choices are known
 * by their index, so a label may be any text.
 */
export class Switches {
  readonly #all: Switch[] = [];

  /** A row of choices; empty where there is nothing to choose. */
  render(name: string, legend: string, labels: readonly string[], chosen = 0): Markup {
    if (labels.length < 2) return html``;
    this.#all.push({ name, count: labels.length });
    const choices = labels.map(
      (label, i) =>
        html`<input type="radio" name="${name}" id="${name}-${i}"${i === chosen && html` checked="checked"`}/><label for="${name}-${i}">${label}</label> `,
    );
    return html`<fieldset class="switch"><legend>${legend}</legend>${choices}</fieldset>`;
  }

  /** The rules that hide what is not chosen. A browser without `:has` shows everything, one part after the other. */
  style(): string {
    const rules = this.#all.flatMap(({ name, count }) =>
      Array.from(
        { length: count },
        (_, i) => `body:has(#${name}-${i}:checked) [data-${name}]:not([data-${name}="${i}"]){display:none}`,
      ),
    );
    return rules.length === 0 ? '' : `@supports selector(:has(*)){\n${rules.join('\n')}\n}`;
  }
}

/** Content that is shown at one place only. */
export function showAt(place: Place, ...content: readonly HtmlValue[]): Markup {
  const attributes = Object.entries(place).map(([name, index]) => ` data-${name}="${index}"`);
  return html`<div${trustMarkup(attributes.join(''))}>${content}</div>
`;
}
