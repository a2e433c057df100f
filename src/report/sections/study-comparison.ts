import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { labelAttack } from '../../results/attack-labels.ts';
import { familyOf, labelDataset } from '../../results/dataset-labels.ts';
import { reachesEpsilon } from '../../results/epsilon-ranges.ts';
import { formatEstimate } from '../../results/format-numbers.ts';
import { labelModel } from '../../results/model-styles.ts';
import { accuracyOf, collectEvidence } from '../claims/evidence.ts';
import type { StudyResults } from '../study-results.ts';
import { renderTable } from '../views.ts';

interface Reading {
  readonly family: 'mnist' | 'cifar10';
  /** Undefined: clean images. */
  readonly attack?: string;
  readonly epsilon?: number;
  readonly accuracies: Readonly<Record<string, number>>;
}

/** Read off the plots in the paper's notebooks. Its clean B-AlexNet and B-SimpleCNN on CIFAR-10 stayed at chance. */
const readings: readonly Reading[] = [
  { family: 'mnist', accuracies: { lenet: 0.82, blenet: 0.975, alexnet: 0.99, balexnet: 0.94 } },
  {
    family: 'mnist',
    attack: 'fgsm',
    epsilon: 0.3,
    accuracies: { lenet: 0.045, blenet: 0.33, alexnet: 0.06, balexnet: 0.17 },
  },
  {
    family: 'mnist',
    attack: 'pgd-linf',
    epsilon: 0.5,
    accuracies: { lenet: 0.1, blenet: 0.78, alexnet: 0.37, balexnet: 0.31 },
  },
  {
    family: 'cifar10',
    accuracies: {
      lenet: 0.61,
      blenet: 0.4,
      alexnet: 0.615,
      balexnet: 0.1,
      simplecnn: 0.656,
      bsimplecnn: 0.1,
    },
  },
  {
    family: 'cifar10',
    attack: 'fgsm',
    epsilon: 0.05,
    accuracies: { lenet: 0, blenet: 0.325, alexnet: 0, simplecnn: 0 },
  },
];

/** Compares the paper's numbers with this run's, under the threat that the paper's figures were made with. */
export function renderStudyComparison({ table }: StudyResults, dataset: string): Markup {
  const evidence = collectEvidence(table, dataset, 'transfer');
  const rows = readings
    .filter((reading) => reading.family === familyOf(dataset))
    .flatMap(({ attack, epsilon, accuracies }) =>
      Object.entries(accuracies).flatMap(([model, theirs]) => {
        const cell =
          attack === undefined || epsilon === undefined ? undefined : evidence.cell(model, attack, epsilon);
        const ours = attack === undefined ? evidence.cleanAccuracy(model) : cell && accuracyOf(cell);
        if (ours === undefined) return [];
        const what = attack === undefined ? 'Clean' : `${labelAttack(attack)}, ε ${epsilon}`;
        const note =
          cell === undefined || reachesEpsilon(cell)
            ? ''
            : ` (its steps reach ${Number((cell.alpha! * cell.steps!).toPrecision(3))} only)`;
        return [
          html`<tr><td class="text">${what}${note}</td><td class="text">${labelModel(model)}</td><td>${theirs}</td><td>${formatEstimate(ours)}</td></tr>
`,
        ];
      }),
    );
  if (rows.length === 0) return html``;
  const caption = `${labelDataset(dataset)}: numbers of the paper, read off its figures by eye, and of this run under the transfer threat`;
  const head = html`<tr><th scope="col" class="text">What</th><th scope="col" class="text">Model</th><th scope="col">Paper</th><th scope="col">This run [95% interval]</th></tr>`;
  return html`<details><summary>Compared with the paper’s own numbers</summary>
${renderTable(caption, head, rows)}</details>`;
}
