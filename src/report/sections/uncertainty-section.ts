import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { orderAttacks } from '../../results/attack-labels.ts';
import { isWorstCase } from '../../results/attack-table.ts';
import { orderModels } from '../../results/model-styles.ts';
import { rowsUnderThreat } from '../../results/select-rows.ts';
import { renderCharts } from '../charts/render-charts.ts';
import { chartUncertainty } from '../charts/uncertainty-charts.ts';
import { type Switches, showAt } from '../switches.ts';
import { eachDataset, eachThreat, type Views } from '../views.ts';

/** For each attack: entropy and mutual information against ε, and how well they tell attacked images from clean ones. */
export function renderUncertainty(views: Views, switches: Switches): Markup {
  return eachDataset(views, ({ table }, dataset, place) => {
    const rows = table.rows.filter((row) => row.dataset === dataset && !isWorstCase(row));
    const attacks = orderAttacks(rows);
    const name = `unsure-attack-${Object.values(place).join('-')}`;
    const charts = eachThreat(views, (threat) => {
      const own = rowsUnderThreat(rows, threat);
      return html`${attacks.map((attack, i) => {
        const shown = own.filter((row) => row.attack === attack.name);
        const drawn = chartUncertainty(shown);
        return drawn.length === 0 ? html`` : showAt({ [name]: i }, renderCharts(orderModels(shown), drawn));
      })}`;
    });
    if (charts.text === '') return charts;
    return html`${switches.render(
      name,
      'Attack',
      attacks.map(({ label }) => label),
    )}${charts}`;
  });
}
