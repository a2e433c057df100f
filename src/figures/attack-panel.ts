import { type AttackLabel, titleEpsilon } from '../results/attack-labels.ts';
import { chance } from '../results/dataset-labels.ts';
import type { ModelStyle } from '../results/model-styles.ts';
import { ink } from './figure-theme.ts';
import { drawCurves, drawPanelTitle, sizePanel } from './panel-parts.ts';

/** One panel of an attack figure. */
export interface AttackPanel {
  readonly attack: AttackLabel;
  readonly models: readonly ModelStyle[];
  readonly epsilonEnd: number;
  readonly accuracyStart: number;
  readonly columns: number;
  readonly isLeft: boolean;
  readonly reach: number | undefined;
}

/** Draws the curves of every model under one attack, as one view of a vega-lite concatenation. */
export function drawAttackPanel({
  attack,
  models,
  epsilonEnd,
  accuracyStart,
  columns,
  isLeft,
  reach,
}: AttackPanel) {
  const size = sizePanel(columns);
  const x = {
    field: 'epsilon',
    type: 'quantitative',
    title: titleEpsilon(attack),
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
      ...(accuracyStart < chance ? drawChance(y, epsilonEnd) : []),
      ...(reach !== undefined && reach < epsilonEnd ? drawReach(reach, x, size.height) : []),
      ...drawCurves({ x, y }, models, { columns, hasBand: true }),
    ],
    resolve: { scale: { fill: 'independent' } },
  };
}

function drawChance(y: object, epsilonEnd: number) {
  const data = { values: [{ chance, start: epsilonEnd * 0.08 }] };
  const level = { ...y, field: 'chance' };
  return [
    { data, mark: { type: 'rule', color: ink.faint, strokeDash: [1, 3] }, encoding: { y: level } },
    {
      data,
      mark: {
        type: 'text',
        text: 'chance',
        align: 'left',
        baseline: 'top',
        dy: 2,
        fontSize: 11,
        color: ink.faint,
      },
      encoding: { x: { field: 'start', type: 'quantitative' }, y: level },
    },
  ];
}

function drawReach(reach: number, x: object, height: number) {
  const data = { values: [{ reach }] };
  const end = { ...x, field: 'reach' };
  return [
    { data, mark: { type: 'rule', color: ink.faint, strokeDash: [3, 3] }, encoding: { x: end } },
    {
      data,
      mark: {
        type: 'text',
        text: 'α·steps',
        align: 'left',
        y: height * 0.78,
        baseline: 'bottom',
        dx: 4,
        dy: -2,
        fontSize: 11,
        color: ink.faint,
      },
      encoding: { x: end },
    },
  ];
}
