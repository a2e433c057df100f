import { countThings } from '../../../runner/src/base/words.ts';
import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { labelDataset } from '../../results/dataset-labels.ts';
import { groupBy } from '../../results/group-by.ts';
import { labelModel } from '../../results/model-styles.ts';
import { threatLabels } from '../../results/threat-labels.ts';
import { type CellFacts, labelEngine, type SourceAction, type TrainedModel } from '../study-results.ts';
import { eachProfile, renderTable, type Views } from '../views.ts';

/** What was run: engines, versions, seeds, and the digests of everything that the report was made from. */
export function renderProvenance(views: Views): Markup {
  return eachProfile(
    views,
    ({ models, cells, actions }) => html`${models.length > 0 && renderTrainings(models)}
${cells.length > 0 && renderAttacks(cells)}
<h3>Digests</h3>
<p>The SHA-256 of each action’s output.</p>
${[...new Set(actions.map(({ kind }) => kind))].map((kind) =>
  renderDigests(
    kind,
    actions.filter((action) => action.kind === kind),
  ),
)}`,
  );
}

function renderTrainings(models: readonly TrainedModel[]): Markup {
  const caption = 'Trainings: engine, threads and seed';
  const head = html`<tr><th scope="col" class="text">Dataset</th><th scope="col" class="text">Model</th><th scope="col" class="text">Engine</th><th scope="col">Threads</th><th scope="col">Seed</th></tr>`;
  const body = models.map(({ metrics, provenance }) =>
    provenance === undefined
      ? html`<tr><td class="text">${labelDataset(metrics.dataset)}</td><td class="text">${labelModel(metrics.model)}</td><td class="text" colspan="3">no record</td></tr>`
      : html`<tr><td class="text">${labelDataset(metrics.dataset)}</td><td class="text">${labelModel(metrics.model)}</td><td class="text">${labelEngine(provenance)}</td><td>${provenance.threads}</td><td>${provenance.seed}</td></tr>
`,
  );
  return renderTable(caption, head, body);
}

function renderAttacks(cells: readonly CellFacts[]): Markup {
  const groups = groupBy(cells, ({ dataset, model, threat }) => [dataset, model, threat]);
  const caption = 'Attacks: cells of the grid and posterior samples';
  const head = html`<tr><th scope="col" class="text">Dataset</th><th scope="col" class="text">Model</th><th scope="col" class="text">Threat</th><th scope="col">Cells</th><th scope="col">Samples a step</th><th scope="col">Samples a prediction</th></tr>`;
  const body = groups.map((group) => {
    const { dataset, model, threat, attackSamples, evaluationSamples } = group[0]!;
    return html`<tr><td class="text">${labelDataset(dataset)}</td><td class="text">${labelModel(model)}</td><td class="text">${threatLabels[threat].short}</td><td>${group.length}</td><td>${attackSamples}</td><td>${evaluationSamples}</td></tr>
`;
  });
  return renderTable(caption, head, body);
}

function renderDigests(title: string, folders: readonly SourceAction[]): Markup {
  if (folders.length === 0) return html``;
  return html`<details><summary>${title} (${countThings(folders.length, 'action')})</summary>
<ul>${folders.map(
    ({ action, digest }) => html`<li><code>${action}</code><br/><code class="faint">${digest}</code></li>
`,
  )}</ul></details>
`;
}
