import type { AttackRow } from '../../generated/artifacts/table.ts';
import { isWorstCase } from '../aggregation/attack-table.ts';
import { groupBy } from '../aggregation/group-by.ts';
import { poolSurvivalRows } from '../aggregation/pool-seeds.ts';
import { type AttackLabel, labelNorm, orderAttacks } from './attack-labels.ts';
import { labelDataset } from './figure-catalogue.ts';
import { FigureError } from './figure-error.ts';
import type { LineFigure, LinePanel, LinePoint } from './line-figure.ts';
import { orderModels } from './model-styles.ts';
import type { ResultTable } from './result-table.ts';
import { rowsUnderThreat } from './select-rows.ts';
import { type Threat, threatLabels } from './threat-labels.ts';

export interface AnalysisOptions {
  readonly dataset: string;
  readonly threat: Threat;
  readonly columns: 1 | 2;
}

type AnalysisFigure = (figure: string, table: ResultTable, options: AnalysisOptions) => LineFigure;

/** Entropy and mutual information of the predictions on attacked images against ε: a row of panels for each attack. */
export const drawUncertainty: AnalysisFigure = (figure, table, options) =>
  drawColumns(figure, table, options, {
    title: 'uncertainty under attack',
    note: 'Mean over images, in nats; mutual information is of Bayesian networks judged by several samples',
    columns: [
      { column: 'entropyMean', yTitle: 'Entropy' },
      { column: 'mutualInformationMean', yTitle: 'Mutual information', isSampledOnly: true },
    ],
  });

/** How well uncertainty gives an attack away, against ε: areas under ROC curves, a row of panels for each attack. */
export const drawDetection: AnalysisFigure = (figure, table, options) =>
  drawColumns(figure, table, options, {
    title: 'telling attacked from clean images',
    note: 'Area under the ROC curve; 0.5 is guessing, below it attacked images look surer than clean ones',
    columns: [
      { column: 'attackAurocEntropy', yTitle: 'AUROC by entropy', isShare: true },
      { column: 'attackAurocMutualInformation', yTitle: 'AUROC by mutual inf.', isShare: true },
    ],
  });

/** Accuracy against an adversary who picks the attack that works for each image, against ε: a panel for each norm. */
export const drawWorstCase: AnalysisFigure = (figure, table, { dataset, threat, columns }) => {
  const rows = selectRows(figure, table.rows.filter(isWorstCase), dataset, threat);
  return {
    title: `${labelDataset(dataset)}, worst case over attacks`,
    subtitle: [
      describeThreat(threat),
      'An image counts as right only under every attack of the norm; bands are 95%',
    ],
    models: orderModels(rows),
    columns,
    panels: orderAttacks(rows).map((attack) => ({
      title: `All ${labelNorm(attack.norm)} attacks`,
      xTitle: titleEpsilon(attack),
      yTitle: 'Accuracy',
      yDomain: [0, 1],
      points: rows
        .filter((row) => row.attack === attack.name)
        .map(({ model, epsilon, accuracy, low, high }) => ({ model, x: epsilon, y: accuracy, low, high })),
    })),
  };
};

/** Share of images that no ε up to this one fools, against ε: a panel for each attack. */
export const drawSurvival: AnalysisFigure = (figure, { survival = [] }, { dataset, threat, columns }) => {
  const rows = selectRows(figure, poolSurvivalRows(survival), dataset, threat);
  return {
    title: `${labelDataset(dataset)}, first ε that fools`,
    subtitle: [
      describeThreat(threat),
      'Share of images that no ε of the grid up to this one fools; bands are 95%',
    ],
    models: orderModels(rows),
    columns,
    panels: orderAttacks(rows).map((attack) => ({
      title: attack.label,
      xTitle: titleEpsilon(attack),
      yTitle: 'Share of images',
      yDomain: [0, 1],
      points: rows
        .filter((row) => row.attack === attack.name)
        .map(({ model, epsilon, survival: share, low, high }) => ({
          model,
          x: epsilon,
          y: share,
          low,
          high,
        })),
    })),
  };
};

/** Norm of the loss gradient averaged over K posterior samples, against K, on logarithmic axes. */
export const drawGradientNorm: AnalysisFigure = (figure, { norms = [] }, { dataset, columns }) => {
  const rows = norms.filter((row) => row.dataset === dataset && row.l2Mean > 0 && row.l2Low > 0);
  if (rows.length === 0)
    throw noData(figure, dataset, 'gradient norms above 0 (input "norms" of the plot stage)');
  const panel = (title: string, norm: 'l2' | 'linf'): LinePanel => ({
    title,
    xTitle: 'K, posterior samples',
    yTitle: 'Norm of the gradient',
    points: groupBy(rows, (row) => [row.model, row.samples]).map((group) => {
      const mean = (end: 'Mean' | 'Low' | 'High') =>
        group.reduce((sum, row) => sum + row[`${norm}${end}`], 0) / group.length;
      return {
        model: group[0]!.model,
        x: group[0]!.samples,
        y: mean('Mean'),
        low: mean('Low'),
        high: mean('High'),
      };
    }),
  });
  return {
    title: `${labelDataset(dataset)}, size of the expected gradient`,
    subtitle: [
      'Loss gradient at clean images, averaged over K posterior samples',
      'Mean over images, bands are 95%; gradients that cancel would fall as 1/√K',
    ],
    models: orderModels(rows),
    columns,
    isLogarithmic: true,
    panels: [panel('ℓ2', 'l2'), panel('ℓ∞', 'linf')],
  };
};

interface ColumnFigure {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly {
    readonly column:
      | 'entropyMean'
      | 'mutualInformationMean'
      | 'attackAurocEntropy'
      | 'attackAurocMutualInformation';
    readonly yTitle: string;
    /** Whether values are shares, around one half. */
    readonly isShare?: boolean;
    /** Whether single predictions have no such value, though the table says 0. */
    readonly isSampledOnly?: boolean;
  }[];
}

function drawColumns(
  figure: string,
  table: ResultTable,
  { dataset, threat, columns }: AnalysisOptions,
  { title, note, columns: quantities }: ColumnFigure,
): LineFigure {
  const attacked = table.rows.filter((row) => !isWorstCase(row));
  const rows = selectRows(figure, attacked, dataset, threat);
  const panels = orderAttacks(rows).flatMap((attack) =>
    quantities.flatMap(({ column, yTitle, isShare, isSampledOnly }): LinePanel[] => {
      const points = rows.flatMap((row): LinePoint[] => {
        const value = isSampledOnly && row.evaluationSamples === 1 ? null : row[column];
        return row.attack === attack.name && value !== null
          ? [{ model: row.model, x: row.epsilon, y: value }]
          : [];
      });
      if (points.length === 0) return [];
      const share = isShare ? { yDomain: [0, 1] as const, level: { value: 0.5, label: 'guessing' } } : {};
      return [{ title: attack.label, xTitle: titleEpsilon(attack), yTitle, points, ...share }];
    }),
  );
  return {
    title: `${labelDataset(dataset)}, ${title}`,
    subtitle: [describeThreat(threat), note],
    models: orderModels(rows),
    columns,
    panels,
  };
}

function selectRows<
  Row extends Pick<AttackRow, 'dataset' | 'model' | 'bayesian' | 'threat' | 'attack' | 'epsilon'>,
>(figure: string, rows: readonly Row[], dataset: string, threat: Threat): Row[] {
  const selected = rowsUnderThreat(
    rows.filter((row) => row.dataset === dataset),
    threat,
  );
  if (selected.length === 0) throw noData(figure, dataset, `rows under the ${threat} threat`);
  return selected;
}

function titleEpsilon({ norm }: AttackLabel): string {
  return `ε in ${labelNorm(norm)} (pixels 0 to 1)`;
}

function describeThreat(threat: Threat): string {
  return `${threatLabels[threat].short}: ${threatLabels[threat].long}`;
}

function noData(figure: string, dataset: string, what: string): FigureError {
  return new FigureError('FIGURE_NO_DATA', `${figure}: no ${what} for ${dataset}`, {
    hint: 'Give the aggregate stage the input "data", check the axes of the stages before, or take the figure out of the plot stage',
  });
}
