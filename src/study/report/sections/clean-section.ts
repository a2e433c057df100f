import { labelDataset } from '../../figures/figure-catalogue.ts';
import { orderModels } from '../../figures/model-styles.ts';
import { formatCount, formatEstimate, formatShare } from '../format-numbers.ts';
import { html, type Markup } from '../html.ts';
import type { ReportData } from '../load-report.ts';

/** How good the trained networks are before any attack: a table for each dataset; nothing when none was trained. */
export function renderClean({ table, models }: ReportData): Markup {
  if (table.clean.length === 0) return html``;
  const tables = [...new Set(table.clean.map((row) => row.dataset))].map((dataset) => {
    const rows = new Map(table.clean.filter((row) => row.dataset === dataset).map((row) => [row.model, row]));
    const parameters = new Map(
      models
        .filter(({ metrics }) => metrics.dataset === dataset)
        .map(({ metrics }) => [metrics.model, metrics.parameters]),
    );
    const caption = `${labelDataset(dataset)}: all test images, unattacked`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr><th scope="col" class="text">Model</th><th scope="col">Accuracy [95% interval]</th><th scope="col">Images</th><th scope="col">NLL</th><th scope="col">ECE</th><th scope="col">Brier</th><th scope="col">β</th><th scope="col">Epoch kept</th><th scope="col">Parameters</th></tr></thead>
<tbody>${orderModels(rows.values()).map(({ name, label }) => {
      const row = rows.get(name)!;
      const estimate = { value: row.accuracy, low: row.low, high: row.high };
      const count = parameters.get(name);
      return html`<tr><th scope="row">${label}</th><td>${formatEstimate(estimate)}</td><td>${formatCount(row.count)}</td><td>${formatShare(row.nll)}</td><td>${formatShare(row.ece)}</td><td>${formatShare(row.brier)}</td><td>${row.beta ?? '–'}</td><td>${row.bestEpoch} of ${row.epochs}</td><td>${count === undefined ? '–' : formatCount(count)}</td></tr>
`;
    })}</tbody></table></div>
`;
  });
  return html`
<section id="clean" aria-labelledby="clean-title"><h2 id="clean-title">Clean accuracy</h2>
<p>NLL: mean negative log-likelihood in nats. ECE: expected calibration error, 15 bins. β: weight of the KL term in the training loss of a Bayesian network.</p>
${tables}
</section>`;
}
