import { formatCount, joinWords } from '../../../runner/src/base/words.ts';
import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { reachOf } from '../../figures/attack-figure.ts';
import { labelDataset } from '../../figures/figure-catalogue.ts';
import { labelAttack, orderAttacks } from '../../results/attack-labels.ts';
import { isWorstCase } from '../../results/attack-table.ts';
import { labelModel, orderModels } from '../../results/model-styles.ts';
import type { AttackRow } from '../../results/result-table.ts';
import type { StudyResults } from '../study-results.ts';
import { eachProfile, type Views } from '../views.ts';

/** What a reader must know before believing the figures, with each run's own numbers. */
export function renderCaveats(views: Views): Markup {
  return eachProfile(views, renderOne);
}

function renderOne(results: StudyResults): Markup {
  const { rows } = results.table;
  const caveats = [
    describeThreats(rows),
    ...describeReach(rows),
    ...describeEuclidean(rows),
    describeSampling(results),
    ...describeTraining(results),
    ...describeZeroGradients(rows),
    ...describeGradients(rows),
  ];
  return html`<ul>${caveats.map(
    (caveat) => html`<li>${caveat}</li>
`,
  )}</ul>`;
}

function describeThreats(rows: readonly AttackRow[]): Markup {
  const bayesian = rows.filter((row) => row.bayesian);
  const samples = (threat: string, pick: (row: AttackRow) => number): string =>
    describeSamples([...new Set(bayesian.filter((row) => row.threat === threat).map(pick))]);
  const transfer = samples('transfer', (row) => row.evaluationSamples);
  const direct = samples('direct', (row) => row.evaluationSamples);
  return html`<b>Who is attacked decides.</b> The paper speaks of white-box attacks; its code made the examples on the frequentist twin and replayed them on the Bayesian network.${
    transfer !== '' &&
    html` <i>Transfer</i> repeats that, with predictions from ${transfer}. It measures how well examples carry over, not how robust a network is.`
  }${
    direct !== '' &&
    html` <i>Direct</i> follows the Bayesian network's own gradient (${samples('direct', (row) => row.attackSamples)} a step) and judges its mean prediction (${direct}); more samples a step make a stronger attack.`
  }`;
}

/** `8 posterior samples` */
function describeSamples(counts: readonly number[]): string {
  if (counts.length === 0) return '';
  return `${joinWords(counts.map(String))} posterior sample${Math.max(...counts) === 1 ? '' : 's'}`;
}

function describeReach(rows: readonly AttackRow[]): Markup[] {
  return orderAttacks(rows).flatMap(({ name, label }) => {
    const own = rows.filter((row) => row.attack === name);
    const reach = reachOf(name, own);
    if (reach === undefined || own.every((row) => row.epsilon <= reach)) return [];
    const { alpha, steps, randomStart } = own.find((row) => row.alpha !== null)!;
    const beyond = randomStart
      ? 'from its random start; beyond that ε its curve shows mostly the random start'
      : 'in all; beyond that ε its curve is flat by construction, not by robustness';
    return [
      html`<b>${label} stops at ${round(reach)}.</b> ${steps ?? 0} steps of α = ${round(alpha ?? 0)} move an image by at most ${round(reach)} ${beyond}.`,
    ];
  });
}

function describeEuclidean(rows: readonly AttackRow[]): Markup[] {
  const names = orderAttacks(rows).filter(({ norm }) => norm === 'l2');
  return names.length === 0
    ? []
    : [
        html`<b>The two norms do not compare.</b> ${joinWords(names.map(({ name }) => labelAttack(name)))} uses the same numbers for ε as the study did, but an ℓ2 norm of 0.5 spread over the 1,024 pixels of an image changes each by 0.016.`,
      ];
}

function describeSampling({ table: { rows } }: StudyResults): Markup {
  const counts = [...new Set(rows.map((row) => row.count))].sort((a, b) => a - b);
  const widest = rows.reduce((most, row) => Math.max(most, (row.high - row.low) / 2), 0);
  return html`<b>${counts.map(formatCount).join(' or ')} images an accuracy.</b> Intervals reach up to ${widest.toFixed(3)} to either side and hold for one comparison each; with many on a page some will mislead.`;
}

function describeTraining({ models, table: { clean } }: StudyResults): Markup[] {
  if (models.length === 0) return [];
  const images = [...new Set(models.map(({ metrics }) => metrics.dataset))].map((dataset) => {
    const { images: counts } = models.find(({ metrics }) => metrics.dataset === dataset)!.metrics;
    return `${formatCount(counts.train)} images of ${labelDataset(dataset)}`;
  });
  const epochs = clean.map((row) => row.epochs);
  const betas = orderModels(clean)
    .flatMap(({ name }) => clean.filter((row) => row.model === name && row.beta !== null && row.beta !== 0))
    .map((row) => `${labelModel(row.model)} ${row.beta}`);
  const repeats = new Set(models.map(({ repeat }) => repeat)).size;
  const trained = `On ${joinWords(images)}, for ${Math.min(...epochs)} to ${Math.max(...epochs)} epochs (the study: 200 for frequentist, 100 for Bayesian networks).`;
  const caveats = [
    repeats === 1
      ? html`<b>One training each.</b> ${trained} Another seed gives other networks, and no interval here covers that.`
      : html`<b>${repeats} trainings each.</b> ${trained} Intervals of the accuracies cover the chance in training and that of the images; with few of either they are wide.`,
  ];
  if (betas.length > 0) {
    caveats.push(
      html`<b>β is a choice that changes the result.</b> It weighs the KL term against the data: ${[...new Set(betas)].join(', ')}. At β = 1 on every batch the prior wins and the networks stay at chance.`,
    );
  }
  return caveats;
}

function describeZeroGradients(rows: readonly AttackRow[]): Markup[] {
  const blind = orderModels(rows).flatMap((model) => {
    const shares = rows
      .filter((row) => row.model === model.name && row.threat === 'direct')
      .map((row) => row.zeroGradientShare ?? 0);
    const most = Math.max(0, ...shares);
    return most >= 0.01 ? [`${model.label} ${(most * 100).toFixed(1)}%`] : [];
  });
  return blind.length === 0
    ? []
    : [
        html`<b>Some gradients are exactly zero</b>, so that an attack leaves the image as it is: ${blind.join(', ')} of the images.`,
      ];
}

const gradientAttacks = ['fgsm', 'bim', 'pgd-linf', 'pgd-l2'];

function describeGradients(rows: readonly AttackRow[]): Markup[] {
  return rows.every((row) => isWorstCase(row) || gradientAttacks.includes(row.algorithm))
    ? [
        html`<b>Only gradients attack here.</b> A network may hide its gradient without being robust; attacks that use none would be needed to rule that out.`,
      ]
    : [];
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
