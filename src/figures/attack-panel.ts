import { type AttackLabel, titleEpsilon } from '../results/attack-labels.ts';
import { chance } from '../results/dataset-labels.ts';
import { groupBy } from '../results/group-by.ts';
import type { ModelStyle } from '../results/model-styles.ts';
import { ink } from './figure-theme.ts';
import { breakTitle, drawCurves, drawLabel, drawPanelTitle, sizePanel } from './panel-parts.ts';
import { placeGuideLabels, segmentsOf } from './place-labels.ts';

interface PanelCell {
  readonly model: string;
  readonly epsilon: number;
  readonly accuracy: number;
}

/** One panel of an attack figure. */
export interface AttackPanel {
  readonly attack: AttackLabel;
  readonly models: readonly ModelStyle[];
  /** The points of the curves. */
  readonly cells: readonly PanelCell[];
  readonly epsilonEnd: number;
  readonly accuracyStart: number;
  readonly columns: number;
  readonly isLeft: boolean;
  readonly reach: number | undefined;
}

/** Draws the curves of every model under one attack, as one view of a vega-lite concatenation. */
export function drawAttackPanel(panel: AttackPanel) {
  const { attack, models, epsilonEnd, accuracyStart, columns, isLeft } = panel;
  const size = sizePanel(columns);
  const x = {
    field: 'epsilon',
    type: 'quantitative',
    title: breakTitle(titleEpsilon(attack), columns),
    scale: { domain: [0, epsilonEnd], nice: false },
    axis: { tickCount: 5, format: '.3~f' },
  };
  const y = {
    field: 'accuracy',
    type: 'quantitative',
    title: isLeft ? 'Accuracy' : null,
    scale: { domain: [accuracyStart, 1], nice: false },
    axis: { tickCount: 5, labels: isLeft, format: '.2~f' },
  };
  return {
    ...size,
    transform: [{ filter: { field: 'attack', equal: attack.name } }],
    layer: [
      drawPanelTitle(attack.label, size.width),
      ...drawGuides(panel, size, { x, y }),
      ...drawCurves({ x, y }, models, { columns, hasBand: true }),
    ],
    resolve: { scale: { fill: 'independent' } },
  };
}

/** The lines of guessing and of the attack's reach, with their names where no curve runs. */
function drawGuides(
  { cells, accuracyStart, epsilonEnd, reach }: AttackPanel,
  { width, height }: { readonly width: number; readonly height: number },
  { x, y }: { readonly x: object; readonly y: object },
) {
  const place = ({ epsilon, accuracy }: PanelCell): [number, number] => [
    (epsilon / epsilonEnd) * width,
    ((1 - accuracy) / (1 - accuracyStart)) * height,
  ];
  const levels = accuracyStart < chance ? [chance] : [];
  const limits = reach !== undefined && reach < epsilonEnd ? [reach] : [];
  const labels = placeGuideLabels({
    plot: { left: 0, right: width, top: 0, bottom: height },
    levels: levels.map((accuracy) => ({
      at: place({ model: '', epsilon: 0, accuracy })[1],
      label: 'chance',
    })),
    limits: limits.map((epsilon) => ({
      at: place({ model: '', epsilon, accuracy: 0 })[0],
      label: 'α·steps',
    })),
    curves: groupBy(cells, ({ model }) => [model]).flatMap((own) =>
      segmentsOf([...own].sort((a, b) => a.epsilon - b.epsilon).map(place)),
    ),
  });
  const rule = (strokeDash: readonly number[]) => ({ type: 'rule', color: ink.faint, strokeDash });
  return [
    ...levels.map((value) => ({
      data: { values: [{ value }] },
      mark: rule([1, 3]),
      encoding: { y: { ...y, field: 'value' } },
    })),
    ...limits.map((value) => ({
      data: { values: [{ value }] },
      mark: rule([3, 3]),
      encoding: { x: { ...x, field: 'value' } },
    })),
    ...labels.map(drawLabel),
  ];
}
