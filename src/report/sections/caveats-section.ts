import { formatCount, joinWords } from '../../../runner/src/base/words.ts';
import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { labelAttack, orderAttacks } from '../../results/attack-labels.ts';
import { isWorstCase } from '../../results/attack-table.ts';
import { labelDataset } from '../../results/dataset-labels.ts';
import { reachOf } from '../../results/epsilon-ranges.ts';
import { labelModel, orderModels } from '../../results/model-styles.ts';
import type { AttackRow } from '../../results/result-table.ts';
import type { StudyResults } from '../study-results.ts';
import { eachProfile, type Views } from '../views.ts';

/** What a reader must know before trusting the figures, with the numbers of each run. */
export function renderCaveats(views: Views): Markup {
  return eachProfile(views, (results) => renderOne(results, views));
}

function renderOne(results: StudyResults, { judgesPaper }: Views): Markup {
  const { rows } = results.table;
  const caveats = [
    describeThreats(rows, judgesPaper),
    ...describeReach(rows),
    ...describeEuclidean(rows, judgesPaper),
    describeSampling(results),
    ...describeTraining(results, judgesPaper),
    ...describeZeroGradients(rows),
    ...describeGradients(rows),
  ];
  return html`<ul class="caveats">${caveats.map(
    (caveat) => html`<li>${caveat}</li>
`,
  )}</ul>`;
}

function describeThreats(rows: readonly AttackRow[], judgesPaper: boolean): Markup {
  const bayesian = rows.filter((row) => row.bayesian);
  const samples = (threat: string, pick: (row: AttackRow) => number): string =>
    describeSamples([...new Set(bayesian.filter((row) => row.threat === threat).map(pick))]);
  const transfer = samples('transfer', (row) => row.evaluationSamples);
  const direct = samples('direct', (row) => row.evaluationSamples);
  return html`<b>The result depends on which network is attacked.</b>${
    judgesPaper &&
    ' The paper speaks of white-box attacks, but its code made the adversarial examples on the frequentist twin and showed them to the Bayesian network.'
  }${
    transfer !== '' &&
    html` <i>Transfer</i> ${judgesPaper ? 'does the same' : 'shows a Bayesian network the examples made on its frequentist twin'}, with predictions from ${transfer}. It measures how well examples transfer, not how robust a network is.`
  }${
    direct !== '' &&
    html` <i>Direct</i> follows the Bayesian network’s own gradient (${samples('direct', (row) => row.attackSamples)} in each step) and judges its mean prediction (${direct}). More samples in each step make a stronger attack.`
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
      ? 'from its random start. Beyond that ε its curve mostly shows the random start'
      : 'in total. Beyond that ε its curve is flat because the attack stops there, not because the network is robust';
    return [
      html`<b>${label} stops at ${round(reach)}.</b> ${steps ?? 0} steps of α = ${round(alpha ?? 0)} move an image by at most ${round(reach)} ${beyond}.`,
    ];
  });
}

function describeEuclidean(rows: readonly AttackRow[], judgesPaper: boolean): Markup[] {
  const names = orderAttacks(rows).filter(({ norm }) => norm === 'l2');
  return names.length === 0
    ? []
    : [
        html`<b>ε in ℓ2 and ε in ℓ∞ cannot be compared.</b> ${joinWords(names.map(({ name }) => labelAttack(name)))} ${names.length === 1 ? 'uses' : 'use'} the same numbers for ε${judgesPaper ? ' as in the paper' : ' as the other attacks'}. But an ℓ2 norm of 0.5, spread over the 1,024 pixels of an image, changes each pixel by only 0.016.`,
      ];
}

function describeSampling({ table: { rows } }: StudyResults): Markup {
  const counts = [...new Set(rows.map((row) => row.count))].sort((a, b) => a - b);
  const widest = rows.reduce((most, row) => Math.max(most, (row.high - row.low) / 2), 0);
  return html`<b>${counts.map(formatCount).join(' or ')} images behind each accuracy.</b> The 95% intervals reach up to ${widest.toFixed(3)} to each side. An interval holds for a single comparison: among as many as on this page, some will mislead.`;
}

function describeTraining({ models, table: { clean } }: StudyResults, judgesPaper: boolean): Markup[] {
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
  const trained = `The networks were trained on ${joinWords(images)}, for ${joinRange(epochs)} epochs.${judgesPaper ? ' The paper used 200 epochs for frequentist and 100 for Bayesian networks.' : ''}`;
  const caveats = [
    repeats === 1
      ? html`<b>Each network was trained once.</b> ${trained} Training with another seed gives another network; no interval here covers that.`
      : html`<b>Each network was trained ${repeats} times.</b> ${trained} The intervals of the accuracies cover both the chance of the training and that of the images. They are wide where there are few of either.`,
  ];
  if (betas.length > 0) {
    caveats.push(
      html`<b>β is a choice, and it changes the result.</b> It weighs the KL term against the data: ${[...new Set(betas)].join(', ')}. With β = 1 in every batch the prior wins and the networks stay at chance.`,
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
        html`<b>Some gradients are exactly zero.</b> An attack that follows such a gradient leaves the image as it is. Share of images: ${blind.join(', ')}.`,
      ];
}

const gradientAttacks = ['fgsm', 'bim', 'pgd-linf', 'pgd-l2'];

function describeGradients(rows: readonly AttackRow[]): Markup[] {
  return rows.every((row) => isWorstCase(row) || gradientAttacks.includes(row.algorithm))
    ? [
        html`<b>All attacks here use gradients.</b> A network can hide its gradient without being robust. Only attacks without gradients could rule that out.`,
      ]
    : [];
}

/** `10`, or `3 to 10` where numbers differ. */
function joinRange(values: readonly number[]): string {
  return [...new Set([Math.min(...values), Math.max(...values)])].join(' to ');
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
