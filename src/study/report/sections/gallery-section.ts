import { labelNorm, orderAttacks } from '../../figures/attack-labels.ts';
import { labelDataset } from '../../figures/figure-catalogue.ts';
import { type ModelStyle, orderModels } from '../../figures/model-styles.ts';
import { listDatasets } from '../../figures/select-rows.ts';
import type { Threat } from '../../figures/threat-labels.ts';
import { html, type Markup } from '../html.ts';
import { type Example, loadExamples } from '../load-examples.ts';
import type { Cell, ReportData } from '../load-report.ts';
import { underThreat } from '../threats.ts';

/** Images of a cell that are shown, and epsilons. */
const imagesShown = 2;
const epsilonsShown = 6;

/** Adversarial images with what each model took them for; nothing when no cell kept examples. */
export async function renderGallery(data: ReportData, threats: readonly Threat[]): Promise<Markup> {
  const parts: Markup[] = [];
  for (const threat of threats) {
    const tables: Markup[] = [];
    for (const dataset of listDatasets(data.table)) {
      const cells = cellsUnderThreat(data.cells, dataset, threat);
      for (const attack of orderAttacks(cells.map(({ result }) => result.attack))) {
        const own = cells.filter(({ result }) => result.attack === attack.name);
        const title = `${labelDataset(dataset)}, ${attack.label} (ε in ${labelNorm(attack.norm)})`;
        tables.push(...(await renderAttack(title, own, tables.length === 0)));
      }
    }
    if (tables.length > 0) parts.push(underThreat(threat, tables));
  }
  if (parts.length === 0) return html``;
  return html`
<section id="examples" aria-labelledby="examples-title"><h2 id="examples-title">Adversarial images</h2>
<p>The first test images as each model was shown them, and the class it took them for; bold where that differs from its answer at the smallest ε.</p>
${parts}
</section>`;
}

/** As in figures and tables, a frequentist network's direct cells serve under both threats. */
function cellsUnderThreat(cells: readonly Cell[], dataset: string, threat: Threat): Cell[] {
  return cells.filter(
    ({ result }) =>
      result.dataset === dataset &&
      (result.threat === threat || (!result.bayesian && result.threat === 'direct')),
  );
}

async function renderAttack(title: string, cells: readonly Cell[], isOpen: boolean): Promise<Markup[]> {
  const models = orderModels(cells.map(({ result }) => result));
  const epsilons = pickEpsilons(cells.map(({ result }) => result.epsilon));
  const rows: Markup[] = [];
  for (const model of models) {
    const row = await renderRow(model, cells, epsilons);
    if (row !== undefined) rows.push(row);
  }
  if (rows.length === 0) return [];
  return [
    html`<details${isOpen && html` open="open"`}><summary>${title}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Adversarial images: ${title}"><table class="gallery"><caption class="unseen">${title}</caption>
<thead><tr><th scope="col" class="text">Model</th>${epsilons.map((epsilon) => html`<th scope="col" style="text-align:center">ε ${epsilon}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div></details>
`,
  ];
}

async function renderRow(
  model: ModelStyle,
  cells: readonly Cell[],
  epsilons: readonly number[],
): Promise<Markup | undefined> {
  const own = cells.filter(({ result }) => result.model === model.name);
  const shown = await Promise.all(
    epsilons.map(async (epsilon) => {
      const cell = own.find(({ result }) => result.epsilon === epsilon);
      return cell === undefined ? [] : loadExamples(cell, imagesShown);
    }),
  );
  const reference = shown.find((examples) => examples.length > 0);
  if (reference === undefined) return undefined;
  return html`<tr><th scope="row">${model.label}</th>${shown.map(
    (examples, i) =>
      html`<td>${examples.map((example) => renderImage(example, model.label, epsilons[i]!))}<br/>${examples.map(
        ({ predicted }, k) =>
          html`<span class="took${predicted !== reference[k]?.predicted && ' fooled'}">${predicted}</span>`,
      )}</td>`,
  )}</tr>
`;
}

function renderImage({ png, predicted }: Example, label: string, epsilon: number): Markup {
  return html`<img width="48" height="48" alt="Test image at ε ${epsilon}, taken for ${predicted} by ${label}" src="data:image/png;base64,${png.toString('base64')}"/>`;
}

/** Epsilons nearest to 0, a tenth, a fifth, two, three fifths and the whole of the largest. */
export function pickEpsilons(all: readonly number[]): number[] {
  const sorted = [...new Set(all)].sort((a, b) => a - b);
  if (sorted.length <= epsilonsShown) return sorted;
  const largest = sorted.at(-1)!;
  const nearest = [0, 0.1, 0.2, 0.4, 0.6, 1].map((share) =>
    sorted.reduce((a, b) => (Math.abs(b - share * largest) < Math.abs(a - share * largest) ? b : a)),
  );
  return [...new Set(nearest)];
}
