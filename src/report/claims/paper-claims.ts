import { chance, type DatasetFamily } from '../../results/dataset-labels.ts';
import { formatEstimate } from '../../results/format-numbers.ts';
import { orderModels } from '../../results/model-styles.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { type Accuracy, averageAccuracies } from '../../statistics/paired-difference.ts';
import type { Evidence } from './evidence.ts';
import {
  cleanAtChance,
  compare,
  compareClean,
  compareLarge,
  keepsShare,
  losesMore,
  notApplicable,
  noteReach,
  undecided,
} from './findings.ts';
import { barelyAboveChance } from './learned.ts';
import { type ClaimFinding, judgePositive } from './verdict.ts';

/** A claim of the paper, and the rule that decides it. */
export interface Claim {
  readonly number: number;
  readonly family: DatasetFamily;
  readonly figure: string;
  readonly text: string;
  readonly rule: string;
  /** What the paper's figures show, read off by eye. They were made under the transfer threat. */
  readonly paper: string;
  readonly judge: (evidence: Evidence) => ClaimFindings;
}

interface ClaimFindings {
  /** Decide the verdict. */
  readonly decisive: readonly ClaimFinding[];
  /** Shown with it, but do not decide it. */
  readonly details?: readonly ClaimFinding[];
}

/** What "about 0" means for an accuracy. */
const nearlyNothing = 0.05;

/** The claims of the paper that the study's results can decide. */
export const paperClaims: readonly Claim[] = [
  {
    number: 1,
    family: 'mnist',
    figure: 'figure 3',
    text: 'AlexNet and B-LeNet have the best clean MNIST accuracy.',
    rule: 'Each of the two networks must be more accurate than every other network: the 95% interval of each difference must lie above 0.',
    paper: 'Clean: AlexNet .99, B-LeNet .975, B-AlexNet .94, LeNet .82.',
    judge: (evidence) => {
      const best = ['alexnet', 'blenet'];
      const others = orderModels(evidence.clean).filter((model) => !best.includes(model.name));
      const decisive = best.flatMap((model) =>
        others.map((other) => compareClean(evidence, model, other.name)),
      );
      const nothing = undecided(
        'AlexNet and B-LeNet are ahead of the others',
        'no other network was trained',
      );
      return { decisive: decisive.length > 0 ? decisive : [nothing] };
    },
  },
  {
    number: 2,
    family: 'mnist',
    figure: 'figure 1',
    text: 'LeNet is highly vulnerable at small ε, B-LeNet is not.',
    rule: 'A network is highly vulnerable if the worst case over the attacks leaves less than half of its clean accuracy at the largest small ε. LeNet must be highly vulnerable and B-LeNet must not be. LeNet must also lose more accuracy than B-LeNet.',
    paper: 'No numbers were read off figure 1. Clean: B-LeNet .975, LeNet .82.',
    judge: (evidence) => ({
      decisive: [
        keepsShare(evidence, 'lenet', 'less', 0.5),
        keepsShare(evidence, 'blenet', 'more', 0.5),
        losesMore(evidence, 'lenet', 'blenet'),
      ],
    }),
  },
  {
    number: 3,
    family: 'mnist',
    figure: 'figure 2',
    text: 'At large ε the Bayesian networks are more robust on average.',
    rule: 'Subtract the mean accuracy of the frequentist twins from that of the Bayesian networks. Both are means over every ε above 0.05 of the worst case over the attacks. The 95% interval of the difference must lie above 0.',
    paper:
      'FGSM at ε 0.3: AlexNet .06, LeNet .045, B-AlexNet .17, B-LeNet .33. PGD at ε 0.5: AlexNet .37, LeNet .10, B-AlexNet .31, B-LeNet .78.',
    judge: judgeTwins,
  },
  {
    number: 4,
    family: 'cifar10',
    figure: 'figure 4',
    text: 'B-AlexNet and B-SimpleCNN fail on clean CIFAR-10.',
    rule: `Both networks must be as accurate as guessing: the 95% interval of the clean accuracy must reach down to ${chance} and stay below ${barelyAboveChance}. An interval that lies wholly above ${barelyAboveChance} refutes the claim.`,
    paper:
      'Clean: B-AlexNet and B-SimpleCNN .10, both at chance; AlexNet .615, SimpleCNN .656, LeNet .61, B-LeNet .40.',
    judge: (evidence) => ({
      decisive: ['balexnet', 'bsimplecnn'].map((model) =>
        cleanAtChance(evidence, model, chance, barelyAboveChance),
      ),
    }),
  },
  {
    number: 5,
    family: 'cifar10',
    figure: 'figure 5',
    text: 'B-LeNet keeps its accuracy on CIFAR-10 at small ε.',
    rule: 'At the largest small ε, the worst case over the attacks must leave more than three quarters of the clean accuracy.',
    paper:
      'B-LeNet: .40 on clean images and .325 under FGSM at ε 0.05, which is 81% of it. The frequentist networks: about 0.',
    judge: (evidence) => ({ decisive: [keepsShare(evidence, 'blenet', 'more', 0.75)] }),
  },
  {
    number: 6,
    family: 'cifar10',
    figure: 'figure 6',
    text: 'At large ε B-LeNet does best on average, and the frequentist networks fall to about 0.',
    rule: `Take each network's mean over every ε above 0.05 of its accuracy in the worst case over the attacks. The mean of B-LeNet must be above that of every other network, and the mean of each frequentist network must be below ${nearlyNothing}.`,
    paper:
      'No numbers were read off figure 6. FGSM left the frequentist networks at about 0 already at ε 0.05.',
    judge: (evidence) => {
      const models = orderModels(evidence.cells);
      const names = models.map((model) => model.name);
      const compareWith = ({ name }: { readonly name: string }) =>
        compareLarge(evidence, 'blenet', name, names);
      const others = models.filter((model) => model.name !== 'blenet');
      const [learned, unlearned] = splitByLearning(evidence, others, ({ name }) => [name]);
      if (learned.length === 0) return { decisive: unlearned.map(compareWith) };
      return {
        decisive: [
          ...learned.map(compareWith),
          ...learned
            .filter((model) => !model.bayesian)
            .map((model) => fallsBelow(evidence, model.label, evidence.meanLarge(model.name, names))),
        ],
        details: unlearned.map(compareWith),
      };
    },
  },
];

function judgeTwins(evidence: Evidence): ClaimFindings {
  const all = orderModels(evidence.cells).filter((model) => model.bayesian && evidence.has(model.twin ?? ''));
  const statement = 'The Bayesian networks are more accurate than their twins on average at large ε';
  const [pairs, unlearned] = splitByLearning(evidence, all, ({ name, twin }) => [name, twin!]);
  if (pairs.length === 0 && unlearned.length > 0) {
    const models = unlearned.flatMap(({ name, twin }) => [name, twin!]);
    return { decisive: [notApplicable(evidence, statement, models)!] };
  }
  const names = pairs.flatMap((model) => [model.name, model.twin!]);
  const mean = (models: readonly string[]): Accuracy | undefined => {
    const means = models.map((model) => evidence.meanLarge(model, names));
    return means.length > 0 && means.every((value) => value !== undefined)
      ? averageAccuracies(means as Accuracy[])
      : undefined;
  };
  const finding = compare(
    statement,
    mean(pairs.map((model) => model.name)),
    mean(pairs.map((model) => model.twin!)),
    'no Bayesian network was run together with its twin at an ε above 0.05',
  );
  return {
    decisive: [{ ...finding, numbers: `${finding.numbers}${noteReach(evidence, 'large')}` }],
    details: [...pairs, ...unlearned].map((model) => compareLarge(evidence, model.name, model.twin!, names)),
  };
}

/** Those of which all networks learned, and the others. */
function splitByLearning<T>(
  evidence: Evidence,
  items: readonly T[],
  networksOf: (item: T) => readonly string[],
): [learned: T[], unlearned: T[]] {
  const hasLearned = (item: T) => networksOf(item).every((model) => evidence.unlearned(model) === undefined);
  return [items.filter(hasLearned), items.filter((item) => !hasLearned(item))];
}

function fallsBelow(evidence: Evidence, label: string, accuracy: Estimate | undefined): ClaimFinding {
  const statement = `${label} falls below ${nearlyNothing} on average at large ε`;
  if (accuracy === undefined) return undecided(statement, 'no cells with ε above 0.05 were run');
  const margin = {
    value: nearlyNothing - accuracy.value,
    low: nearlyNothing - accuracy.high,
    high: nearlyNothing - accuracy.low,
  };
  return {
    statement,
    numbers: `${formatEstimate(accuracy)}${noteReach(evidence, 'large')}`,
    verdict: judgePositive(margin),
  };
}
