import type { TopLevelSpec } from 'vega-lite';
import { countThings, formatCount } from '../../runner/src/base/words.ts';
import { type AttackLabel, orderAttacks } from '../results/attack-labels.ts';
import { isWorstCase } from '../results/attack-table.ts';
import { labelDataset } from '../results/dataset-labels.ts';
import { isSmallEpsilon, largeRangeEnd, reachOf, smallRangeEnd } from '../results/epsilon-ranges.ts';
import { type ModelStyle, orderModels } from '../results/model-styles.ts';
import type { AttackRow } from '../results/result-table.ts';
import { rowsUnderThreat } from '../results/select-rows.ts';
import { type Threat, threatLabels } from '../results/threat-labels.ts';
import { drawAttackPanel } from './attack-panel.ts';
import { type FigureEntry, titleFigure } from './figure-catalogue.ts';
import { FigureError } from './figure-error.ts';
import { figureTheme } from './figure-theme.ts';
import type { FigureDrawing } from './render-svg.ts';

/** What an attack figure shows. */
export interface AttackFigureOptions {
  readonly dataset: string;
  readonly threat: Threat;
  /** Panels side by side. */
  readonly columns: number;
}

/**
 * Draws accuracy against ε: a panel for each attack, and in it a line for each model with its 95% interval as a band. A dotted line
 * is the accuracy of guessing; a dashed one, marked α·steps, is how far an iterative attack reaches.
 * @throws FigureError FIGURE_NO_DATA where the table has no cell of the dataset under the threat
 */
export function drawAttackFigure(
  figure: FigureEntry,
  table: readonly AttackRow[],
  { dataset, threat, columns }: AttackFigureOptions,
): FigureDrawing {
  const rows = selectCells(figure, table, dataset, threat);
  const models = orderModels(rows);
  const attacks = orderAttacks(rows);
  const epsilonEnd = rangeEnd(figure, rows);
  const accuracyStart = lowestShown(figure, table, dataset);
  const labels = new Map(models.map((model) => [model.name, model.label]));
  const title = titleFigure(figure, dataset);
  const axisNote = accuracyStart > 0 ? `; axis from ${accuracyStart}` : '';
  const subtitle = [
    `${threatLabels[threat].short}: ${threatLabels[threat].long}${axisNote}`,
    `${describeCounts(rows)} of ${labelDataset(dataset)}; bands are 95% intervals`,
  ];
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: title, subtitle: subtitle },
    data: {
      values: rows.map(({ model, attack, epsilon, accuracy, low, high }) => ({
        label: labels.get(model),
        attack,
        epsilon,
        accuracy,
        low,
        high,
      })),
    },
    columns,
    spacing: { row: 14, column: 18 },
    concat: attacks.map((attack, i) =>
      drawAttackPanel({
        attack,
        models,
        cells: rows.filter((row) => row.attack === attack.name),
        epsilonEnd,
        accuracyStart,
        columns,
        isLeft: i % columns === 0,
        reach: reachOf(attack.name, rows),
      }),
    ),
    resolve: { scale: { color: 'shared', strokeDash: 'shared' } },
    config: figureTheme,
  } as unknown as TopLevelSpec;
  return { spec, title, description: describe(title, subtitle, models, attacks, rows) };
}

function selectCells(
  figure: FigureEntry,
  table: readonly AttackRow[],
  dataset: string,
  threat: Threat,
): AttackRow[] {
  const cells = rowsUnderThreat(
    table.filter((row) => row.dataset === dataset && !isWorstCase(row)),
    threat,
  ).filter((row) => figure.range !== 'small' || isSmallEpsilon(row.epsilon));
  if (cells.length === 0) {
    throw new FigureError(
      'FIGURE_NO_DATA',
      `${figure.name}: no cells of ${dataset} under the ${threat} threat`,
      {
        hint: 'Check the threat, dataset and epsilon axes of the attack-grid stage',
      },
    );
  }
  return cells;
}

/**
 * Where the accuracy axis starts: at 0, or higher in the small range if all curves lie high. It is the same for both threats, so
 * that their figures can be compared.
 */
function lowestShown(figure: FigureEntry, table: readonly AttackRow[], dataset: string): number {
  if (figure.range !== 'small') return 0;
  const lows = table
    .filter((row) => row.dataset === dataset && !isWorstCase(row) && isSmallEpsilon(row.epsilon))
    .map((row) => row.low);
  const least = Math.min(...lows);
  return least < 0.45 ? 0 : Math.floor(least * 10) / 10;
}

function rangeEnd(figure: FigureEntry, rows: readonly AttackRow[]): number {
  return figure.range === 'small'
    ? smallRangeEnd
    : Math.max(largeRangeEnd, ...rows.map((row) => row.epsilon));
}

function describeCounts(rows: readonly AttackRow[]): string {
  const counts = rows.map((row) => row.count);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most
    ? countThings(most, 'test image')
    : `${formatCount(least)} to ${countThings(most, 'test image')}`;
}

function describe(
  title: string,
  subtitle: readonly string[],
  models: readonly ModelStyle[],
  attacks: readonly AttackLabel[],
  rows: readonly AttackRow[],
): string {
  const ends = models.map((model) => {
    const accuracies = attacks.map((attack) => {
      const curve = rows.filter((row) => row.model === model.name && row.attack === attack.name);
      const last = curve.reduce<AttackRow | undefined>(
        (a, b) => (a === undefined || b.epsilon > a.epsilon ? b : a),
        undefined,
      );
      return last === undefined
        ? undefined
        : `${attack.label} ${last.accuracy.toFixed(3)} at ε ${last.epsilon}`;
    });
    return `${model.label}: ${accuracies.filter((text) => text !== undefined).join(', ')}`;
  });
  return `${title}. ${subtitle.join('; ')}. Accuracy at the right end: ${ends.join('. ')}.`;
}
