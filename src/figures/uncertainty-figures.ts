import { orderAttacks, titleEpsilon } from '../results/attack-labels.ts';
import { isWorstCase } from '../results/attack-table.ts';
import { labelDataset } from '../results/dataset-labels.ts';
import { orderModels } from '../results/model-styles.ts';
import type { ResultTable } from '../results/result-table.ts';
import { type AnalysisFigure, type AnalysisOptions, describeThreat, requireRows } from './analysis-parts.ts';
import type { LineFigure, LinePanel, LinePoint } from './line-figure.ts';

/** Lays out entropy and mutual information of predictions on attacked images against ε: a row of panels for each attack. */
export const drawUncertainty: AnalysisFigure = (figure, table, options) =>
  drawColumns(figure, table, options, {
    title: 'uncertainty under attack',
    note: 'Mean over images, in nats; mutual information is of Bayesian networks judged by several samples',
    columns: [
      { column: 'entropyMean', yTitle: 'Entropy' },
      { column: 'mutualInformationMean', yTitle: 'Mutual information', isSampledOnly: true },
    ],
  });

/** Lays out how well uncertainty tells attacked images from clean ones against ε, as areas under ROC curves. */
export const drawDetection: AnalysisFigure = (figure, table, options) =>
  drawColumns(figure, table, options, {
    title: 'telling attacked from clean images',
    note: 'Area under the ROC curve; 0.5 is guessing, below it attacked images look surer than clean ones',
    columns: [
      { column: 'attackAurocEntropy', yTitle: 'AUROC by entropy', isShare: true },
      { column: 'attackAurocMutualInformation', yTitle: 'AUROC by mutual inf.', isShare: true },
    ],
  });

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
    /** Whether values are areas between 0 and 1, where 0.5 is guessing. */
    readonly isShare?: boolean;
    /** Whether the value needs several posterior samples. For a single sample the table says 0. */
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
  const rows = requireRows(figure, attacked, dataset, threat);
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
