import { isWorstCase } from '../../aggregation/attack-table.ts';
import { orderAttacks } from '../../figures/attack-labels.ts';
import { orderModels } from '../../figures/model-styles.ts';
import { rowsUnderThreat } from '../../figures/select-rows.ts';
import { renderCharts } from '../charts/render-charts.ts';
import { chartUncertainty } from '../charts/uncertainty-charts.ts';
import { html, type Markup } from '../html.ts';
import { type Switches, showAt } from '../switches.ts';
import { eachDataset, eachThreat, type Views } from '../views.ts';

/** Entropy and mutual information against ε, and how well they tell attacked from clean images, attack by attack. */
export function renderUncertainty(views: Views, switches: Switches): Markup {
  const attacks = orderAttacks(
    views.profiles.flatMap(({ table }) => table.rows.filter((row) => !isWorstCase(row))),
  );
  const charts = eachDataset(views, ({ table }, dataset) =>
    eachThreat(views, (threat) => {
      const own = rowsUnderThreat(
        table.rows.filter((row) => row.dataset === dataset),
        threat,
      );
      return html`${attacks.map(({ name }, i) => {
        const shown = own.filter(({ attack }) => attack === name);
        const drawn = chartUncertainty(shown);
        return drawn.length === 0
          ? html``
          : showAt({ 'unsure-attack': i }, renderCharts(orderModels(shown), drawn));
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
