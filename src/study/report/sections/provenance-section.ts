import { labelDataset } from '../../figures/figure-catalogue.ts';
import { labelModel } from '../../figures/model-styles.ts';
import { threatLabels } from '../../figures/threat-labels.ts';
import { countThings, formatSeconds } from '../format-numbers.ts';
import { html, type Markup } from '../html.ts';
import type { Cell, ReportData, TrainedModel } from '../load-report.ts';
import type { SourceFolder } from '../source-folder.ts';

/** What was run: engines, versions, seeds, times, and the digests of everything that the report was made from. */
export function renderProvenance({ models, cells, sources }: ReportData): Markup {
  return html`
<section id="provenance" aria-labelledby="provenance-title"><h2 id="provenance-title">What was run</h2>
${models.length > 0 && renderTrainings(models)}
${cells.length > 0 && renderAttacks(cells)}
<h3>Digests</h3>
<p>Each action's output, by the SHA-256 of its tree. The report is a function of these alone.</p>
${renderDigests('Tables', sources.table)}
${renderDigests('Figures', sources.figures)}
${renderDigests('Training histories', sources.histories)}
${renderDigests('Training records', sources.training)}
${renderDigests('Attack cells', sources.cells)}
</section>`;
}

function renderTrainings(models: readonly TrainedModel[]): Markup {
  const caption = 'Trainings: engine, device, threads, seed and wall-clock time';
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr><th scope="col" class="text">Dataset</th><th scope="col" class="text">Model</th><th scope="col" class="text">Engine</th><th scope="col" class="text">Device</th><th scope="col">Threads</th><th scope="col">Seed</th><th scope="col">Time</th><th scope="col">An epoch</th></tr></thead>
<tbody>${models.map(({ metrics, provenance }) =>
    provenance === undefined
      ? html`<tr><td class="text">${labelDataset(metrics.dataset)}</td><td class="text">${labelModel(metrics.model)}</td><td class="text" colspan="6">no record</td></tr>`
      : html`<tr><td class="text">${labelDataset(metrics.dataset)}</td><td class="text">${labelModel(metrics.model)}</td><td class="text">${provenance.engine} ${provenance.engineVersion}</td><td class="text">${provenance.device}</td><td>${provenance.threads}</td><td>${provenance.seed}</td><td>${formatSeconds(provenance.seconds)}</td><td>${formatSeconds(provenance.secondsPerEpoch)}</td></tr>
`,
  )}</tbody></table></div>
`;
}

function renderAttacks(cells: readonly Cell[]): Markup {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const { dataset, model, threat } = cell.result;
    const key = JSON.stringify([dataset, model, threat]);
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  const caption = 'Attacks: cells of the grid, posterior samples, and wall-clock time of all cells together';
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr><th scope="col" class="text">Dataset</th><th scope="col" class="text">Model</th><th scope="col" class="text">Threat</th><th scope="col">Cells</th><th scope="col">Samples a step</th><th scope="col">Samples a prediction</th><th scope="col">Time</th></tr></thead>
<tbody>${[...groups.values()].map((group) => {
    const { dataset, model, threat, attackSamples, evaluationSamples } = group[0]!.result;
    const seconds = group.reduce((sum, { result }) => sum + result.seconds, 0);
    return html`<tr><td class="text">${labelDataset(dataset)}</td><td class="text">${labelModel(model)}</td><td class="text">${threatLabels[threat].short}</td><td>${group.length}</td><td>${attackSamples}</td><td>${evaluationSamples}</td><td>${formatSeconds(seconds)}</td></tr>
`;
  })}</tbody></table></div>
`;
}

function renderDigests(title: string, folders: readonly SourceFolder[]): Markup {
  if (folders.length === 0) return html``;
  return html`<details><summary>${title} (${countThings(folders.length, 'action')})</summary>
<ul>${folders.map(
    ({ action, digest }) => html`<li><code>${action}</code><br/><code class="faint">${digest}</code></li>
`,
  )}</ul></details>
`;
}
