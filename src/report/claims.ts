import { chance, type DatasetFamily, familyOf } from '../figures/figure-catalogue.ts';
import { orderModels } from '../results/model-styles.ts';
import type { ResultTable } from '../results/result-table.ts';
import { listAllDatasets } from '../results/select-rows.ts';
import type { Threat } from '../results/threat-labels.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { type Accuracy, averageAccuracies } from '../statistics/paired-difference.ts';
import { barelyAboveChance, collectEvidence, type Evidence } from './evidence.ts';
import {
  cleanAtChance,
  compare,
  compareClean,
  compareLarge,
  keepsShare,
  losesMore,
  undecided,
} from './findings.ts';
import { formatEstimate } from './format-numbers.ts';
import { combineVerdicts, type Finding, judgePositive, type Verdict } from './verdict.ts';

/** A claim of the paper and the rule by which data decides it. */
interface Claim {
  readonly number: number;
  readonly family: DatasetFamily;
  readonly figure: string;
  readonly text: string;
  readonly rule: string;
  /** What the paper's own figures show, read off by eye; they were made under the transfer threat. */
  readonly paper: string;
  readonly judge: (evidence: Evidence) => Findings;
}

interface Findings {
  /** What the verdict rests on. */
  readonly decisive: readonly Finding[];
  /** Told beside it. */
  readonly details?: readonly Finding[];
}

export interface JudgedClaim {
  readonly number: number;
  readonly figure: string;
  readonly text: string;
  readonly rule: string;
  /** The paper's own numbers. */
  readonly paper: string;
  readonly verdict: Verdict;
  readonly decisive: readonly Finding[];
  readonly details: readonly Finding[];
}

/** "About 0". */
const nearlyNothing = 0.05;

const claims: readonly Claim[] = [
  {
    number: 1,
    family: 'mnist',
    figure: 'figure 3',
    text: 'AlexNet and B-LeNet have the best clean MNIST accuracy.',
    rule: 'Each of the two must be above every other network: the 95% interval of each difference lies above 0.',
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
    rule: 'Highly vulnerable: at the largest small ε, the strongest attack (or the minimum over attacks) leaves less than half of the clean accuracy. Besides, LeNet must lose more than B-LeNet under the same attack.',
    paper: 'No numbers were read off figure 1; clean accuracies were LeNet .82, B-LeNet .975.',
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
    rule: 'The mean accuracy of the Bayesian networks over all attacks (of several settings of one algorithm, the first) and every ε above 0.05, less that of their frequentist twins: its 95% interval lies above 0.',
    paper:
      'FGSM at ε 0.3: AlexNet .06, LeNet .045, B-AlexNet .17, B-LeNet .33. PGD at ε 0.5: AlexNet .37, LeNet .10, B-AlexNet .31, B-LeNet .78.',
    judge: judgeTwins,
  },
  {
    number: 4,
    family: 'cifar10',
    figure: 'figure 4',
    text: 'B-AlexNet and B-SimpleCNN fail on clean CIFAR-10.',
    rule: `The clean accuracy of both is that of guessing: its 95% interval reaches down to ${chance} and stays below ${barelyAboveChance}; an interval wholly above ${barelyAboveChance} refutes it.`,
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
    rule: 'At the largest small ε, the strongest attack (or the minimum over attacks) leaves more than three quarters of the clean accuracy.',
    paper: 'B-LeNet: clean .40, FGSM at ε 0.05 .325, which keeps 81%; the frequentist networks about 0.',
    judge: (evidence) => ({ decisive: [keepsShare(evidence, 'blenet', 'more', 0.75)] }),
  },
  {
    number: 6,
    family: 'cifar10',
    figure: 'figure 6',
    text: 'At large ε B-LeNet does best on average, the frequentist networks fall to about 0.',
    rule: `B-LeNet's mean accuracy over all attacks (of several settings of one algorithm, the first) and every ε above 0.05 is above every other network's, and that of each frequentist network is below ${nearlyNothing}.`,
    paper: 'No numbers were read off figure 6; at ε 0.05 already FGSM left the frequentist networks about 0.',
    judge: (evidence) => {
      const models = orderModels(evidence.cells);
      const names = models.map((model) => model.name);
      const others = models.filter((model) => model.name !== 'blenet');
      return {
        decisive: [
          ...others.map((other) => compareLarge(evidence, 'blenet', other.name, names)),
          ...models
            .filter((model) => !model.bayesian)
            .map((model) => fallsBelow(model.label, evidence.meanLarge(model.name, names))),
        ],
      };
    },
  },
];

/** What was decided about a claim for one dataset under one threat. */
export interface Judgement {
  readonly dataset: string;
  readonly threat: Threat;
  readonly claim: JudgedClaim;
}

/** Judges every claim about every dataset that was attacked or trained on, under each threat. */
export function judgeAllClaims(table: ResultTable, threats: readonly Threat[]): Judgement[] {
  return listAllDatasets(table).flatMap((dataset) =>
    threats.flatMap((threat) =>
      judgeClaims(table, dataset, threat).map((claim) => ({ dataset, threat, claim })),
    ),
  );
}

/** Judges every claim about a dataset's family, under one threat. */
export function judgeClaims(table: ResultTable, dataset: string, threat: string): JudgedClaim[] {
  const evidence = collectEvidence(table, dataset, threat);
  return claims
    .filter((claim) => claim.family === familyOf(dataset))
    .map(({ number, figure, text, rule, paper, judge }) => {
      const { decisive, details = [] } = judge(evidence);
      return { number, figure, text, rule, paper, verdict: combineVerdicts(decisive), decisive, details };
    });
}

function judgeTwins(evidence: Evidence): Findings {
  const pairs = orderModels(evidence.cells).filter(
    (model) => model.bayesian && evidence.has(model.twin ?? ''),
  );
  const names = pairs.flatMap((model) => [model.name, model.twin!]);
  const mean = (models: readonly string[]): Accuracy | undefined => {
    const means = models.map((model) => evidence.meanLarge(model, names));
    return means.length > 0 && means.every((value) => value !== undefined)
      ? averageAccuracies(means as Accuracy[])
      : undefined;
  };
  return {
    decisive: [
      compare(
        'The Bayesian networks are more accurate than their twins on average at large ε',
        mean(pairs.map((model) => model.name)),
        mean(pairs.map((model) => model.twin!)),
        'no Bayesian network was run beside its twin with ε above 0.05',
      ),
    ],
    details: pairs.map((model) => compareLarge(evidence, model.name, model.twin!, names)),
  };
}

function fallsBelow(label: string, accuracy: Estimate | undefined): Finding {
  const statement = `${label} falls below ${nearlyNothing} on average at large ε`;
  if (accuracy === undefined) return undecided(statement, 'no cells with ε above 0.05 were run');
  const margin = {
    value: nearlyNothing - accuracy.value,
    low: nearlyNothing - accuracy.high,
    high: nearlyNothing - accuracy.low,
  };
  return { statement, numbers: formatEstimate(accuracy), verdict: judgePositive(margin) };
}
