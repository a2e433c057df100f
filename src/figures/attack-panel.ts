import { type AttackLabel, titleEpsilon } from '../results/attack-labels.ts';
import type { ModelStyle } from '../results/model-styles.ts';
import { chance } from './figure-catalogue.ts';
import { ink } from './figure-theme.ts';
import { encodeModels, encodePointFill } from './model-encoding.ts';

/** Panel sizes in px; one column is for phones. */
const panelSize = { narrow: { width: 270, height: 170 }, wide: { width: 168, height: 136 } };

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

/** Bands, lines and points of every model under one attack, as a unit of a vega-lite concatenation. */
export function drawAttackPanel({
  attack,
  models,
  epsilonEnd,
  accuracyStart,
  columns,
  isLeft,
  reach,
}: AttackPanel) {
  const size = panelSize[columns === 1 ? 'narrow' : 'wide'];
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
  const encoding = encodeModels(models, models.length > 4 || columns === 1 ? 2 : models.length);
  return {
    ...size,
    transform: [{ filter: { field: 'attack', equal: attack.name } }],
    layer: [
      drawPanelTitle(attack.label, size.width),
      ...(accuracyStart < chance ? drawChance(y, epsilonEnd) : []),
      ...(reach !== undefined && reach < epsilonEnd ? drawReach(reach, x, size.height) : []),
      {
        mark: { type: 'area', opacity: 0.16, clip: true },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color: encoding.color },
      },
      { mark: { type: 'line', strokeWidth: 1.8, clip: true }, encoding: { x, y, ...encoding } },
      {
        mark: { type: 'point', size: 20, strokeWidth: 1.3, filled: false, opacity: 1 },
        encoding: { x, y, color: encoding.color, fill: encodePointFill(models) },
      },
    ],
    resolve: { scale: { fill: 'independent' } },
  };
}

/** A mark and not a title: titles move with the axis labels, and those of a row would not line up. */
function drawPanelTitle(text: string, width: number) {
  const mark = {
    type: 'text',
    text,
    x: width / 2,
    y: -6,
    baseline: 'bottom',
    fontSize: 14,
    fontWeight: 'bold',
  };
  return { data: { values: [{}] }, mark: { ...mark, color: ink.text } };
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
