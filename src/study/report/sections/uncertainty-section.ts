import { orderAttacks } from '../../figures/attack-labels.ts';
import { orderModels } from '../../figures/model-styles.ts';
import type { Threat } from '../../figures/threat-labels.ts';
import { renderLegend } from '../charts/legend.ts';
import { renderChart } from '../charts/render-chart.ts';
import { chartUncertainty } from '../charts/uncertainty-charts.ts';
import { html, type Markup } from '../html.ts';
import type { CellFacts } from '../study-results.ts';
import { type Switches, showAt } from '../switches.ts';
import { eachDataset, eachThreat, type Views } from '../views.ts';

/** Entropy and mutual information against ε, and how well they tell attacked from clean images, attack by attack. */
export function renderUncertainty(views: Views, switches: Switches): Markup {
  const attacks = orderAttacks(views.profiles.flatMap(({ cells }) => cells.map(({ attack }) => attack)));
  const charts = eachDataset(views, ({ cells }, dataset) =>
    eachThreat(views, (threat) => {
      const own = cellsUnderThreat(
        cells.filter((cell) => cell.dataset === dataset),
        threat,
      );
      return html`${attacks.map(({ name }, i) => {
        const shown = own.filter(({ attack }) => attack === name);
        const drawn = chartUncertainty(shown);
        return drawn.length === 0 ? html`` : showAt({ 'unsure-attack': i }, renderPanels(shown, drawn));
      })}`;
    }),
  );
  if (charts.text === '') return charts;
  return html`${switches.render(
    'unsure-attack',
    'Attack',
    attacks.map(({ label }) => label),
  )}${charts}`;
}

function renderPanels(cells: readonly CellFacts[], charts: ReturnType<typeof chartUncertainty>): Markup {
  const models = orderModels(cells).map((model) => ({ ...model, dashed: model.bayesian }));
  return html`${renderLegend(models)}<div class="charts">${charts.map(renderChart)}</div>`;
}

/** As in figures and tables, a frequentist network's direct cells serve under both threats. */
function cellsUnderThreat(cells: readonly CellFacts[], threat: Threat): CellFacts[] {
  return cells.filter((cell) => cell.threat === threat || (!cell.bayesian && cell.threat === 'direct'));
}
