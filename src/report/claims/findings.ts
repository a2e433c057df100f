import { joinWords } from '../../../runner/src/base/words.ts';
import { labelAttack, labelNorm, normOfAttack } from '../../results/attack-labels.ts';
import { isWorstCase } from '../../results/attack-table.ts';
import { formatDifference, formatEstimate, formatShare } from '../../results/format-numbers.ts';
import { labelModel } from '../../results/model-styles.ts';
import type { AttackRow } from '../../results/result-table.ts';
import { type Estimate, shiftEstimate, sumEstimates } from '../../statistics/estimate.ts';
import { sumScores } from '../../statistics/image-scores.ts';
import {
  type Accuracy,
  compareAccuracies,
  type Difference,
  estimatePaired,
} from '../../statistics/paired-difference.ts';
import { accuracyBefore, accuracyOf, type Evidence } from './evidence.ts';
import { describeUnlearned } from './learned.ts';
import { type ClaimFinding, judgePositive } from './verdict.ts';

/**
 * Judges "A is more accurate than B on clean images". A must have learned; that B did not may be why it is worse.
 */
export function compareClean(evidence: Evidence, better: string, worse: string): ClaimFinding {
  const statement = `${labelModel(better)} is more accurate than ${labelModel(worse)} on clean images`;
  const unlearned = notApplicable(evidence, statement, [better]);
  if (unlearned !== undefined) return unlearned;
  return compare(
    statement,
    evidence.cleanAccuracy(better),
    evidence.cleanAccuracy(worse),
    missing([better, worse], (model) => evidence.cleanAccuracy(model) !== undefined),
  );
}

/**
 * Judges "the clean accuracy is that of guessing": confirmed when the 95% interval reaches down to `chance` and stays below
 * `limit`, refuted when it lies wholly above `limit`.
 */
export function cleanAtChance(
  evidence: Evidence,
  model: string,
  chance: number,
  limit: number,
): ClaimFinding {
  const statement = `${labelModel(model)}'s clean accuracy is that of guessing, ${chance}`;
  const accuracy = evidence.cleanAccuracy(model);
  if (accuracy === undefined)
    return undecided(
      statement,
      missing([model], () => false),
    );
  const { low, high } = accuracy;
  const isAtChance = low <= chance && high < limit;
  return {
    statement,
    numbers: formatEstimate(accuracy),
    verdict: isAtChance ? 'confirmed' : low > limit ? 'refuted' : 'undecided',
  };
}

/** Judges "a model keeps more (or less) than a share of its clean accuracy" under the strongest attack at small ε. */
export function keepsShare(
  evidence: Evidence,
  model: string,
  side: 'more' | 'less',
  share: number,
): ClaimFinding {
  const cell = evidence.strongestSmall(model);
  const statement = `${labelModel(model)} keeps ${side} than ${share === 0.5 ? 'half' : 'three quarters'} of its clean accuracy`;
  const unlearned = notApplicable(evidence, statement, [model]);
  if (unlearned !== undefined) return unlearned;
  if (cell === undefined)
    return undecided(
      statement,
      missing([model], () => false),
    );
  const margin = shiftEstimate(accuracyOf(cell), share * cell.cleanAccuracy);
  return {
    statement: `${statement} under ${describeAttack(cell)} at ε ${cell.epsilon}`,
    numbers: `${formatEstimate(accuracyOf(cell))} of ${formatShare(cell.cleanAccuracy)}${noteReach(evidence, 'small')}`,
    verdict: judgePositive(side === 'more' ? margin : negate(margin)),
  };
}

/** Judges "one model loses more accuracy than another", each in its own worst case over the attacks at the largest small ε. */
export function losesMore(evidence: Evidence, weaker: string, stronger: string): ClaimFinding {
  const statement = `${labelModel(weaker)} loses more accuracy than ${labelModel(stronger)}`;
  const unlearned = notApplicable(evidence, statement, [weaker, stronger]);
  if (unlearned !== undefined) return unlearned;
  const cell = evidence.strongestSmall(weaker);
  const other = cell && evidence.worst(stronger, cell.epsilon);
  if (cell === undefined || other === undefined) {
    return undecided(
      statement,
      missing([weaker, stronger], (model) => evidence.has(model)),
    );
  }
  const difference = compareLosses(evidence, cell, other);
  return {
    statement: `${statement} under ${describeAttack(cell)} at ε ${cell.epsilon}`,
    numbers: `difference between the losses ${describeDifference(difference)}${noteReach(evidence, 'small')}`,
    verdict: judgePositive(difference),
  };
}

/** Loss of accuracy in one cell minus that in another, both against the images before the attack; image by image where possible. */
function compareLosses(evidence: Evidence, cell: AttackRow, other: AttackRow): Difference {
  const sides = [
    { sign: 1, row: cell },
    { sign: -1, row: other },
  ];
  const terms = sides.flatMap(({ sign, row: { model, attack, epsilon } }) => [
    { weight: sign, scores: evidence.scores(model, attack, 0) },
    { weight: -sign, scores: evidence.scores(model, attack, epsilon) },
  ]);
  const losses = sumScores(terms);
  if (losses !== undefined) return { ...estimatePaired(losses), isPaired: true };
  const difference = sumEstimates(
    sides.flatMap(({ sign, row }) => [
      { weight: sign, estimate: accuracyBefore(row) },
      { weight: -sign, estimate: accuracyOf(row) },
    ]),
  );
  return { ...difference, isPaired: false };
}

/** Judges "A is more accurate than B on average at large ε", in the worst case over the attacks. */
export function compareLarge(
  evidence: Evidence,
  better: string,
  worse: string,
  among: readonly string[],
): ClaimFinding {
  const statement = `${labelModel(better)} is more accurate than ${labelModel(worse)} on average at large ε`;
  const unlearned = notApplicable(evidence, statement, [better, worse]);
  if (unlearned !== undefined) return unlearned;
  const finding = compare(
    statement,
    evidence.meanLarge(better, among),
    evidence.meanLarge(worse, among),
    missing([better, worse], (model) => evidence.has(model)),
  );
  return { ...finding, numbers: `${finding.numbers}${noteReach(evidence, 'large')}` };
}

/** Judges "the first accuracy is above the second". Undecided where one is missing; `why` then says the reason. */
export function compare(
  statement: string,
  better: Accuracy | undefined,
  worse: Accuracy | undefined,
  why: string,
): ClaimFinding {
  if (better === undefined || worse === undefined) return undecided(statement, why);
  const difference = compareAccuracies(better, worse);
  return {
    statement,
    numbers: `${formatShare(better.value)} and ${formatShare(worse.value)}, difference ${describeDifference(difference)}`,
    verdict: judgePositive(difference),
  };
}

export function undecided(statement: string, numbers: string): ClaimFinding {
  return { statement, numbers, verdict: 'undecided' };
}

/** The finding about networks of which one did not learn; undefined where all did. */
export function notApplicable(
  evidence: Evidence,
  statement: string,
  models: readonly string[],
): ClaimFinding | undefined {
  const reasons = models.flatMap((model) => {
    const accuracy = evidence.unlearned(model);
    return accuracy === undefined ? [] : [describeUnlearned(model, accuracy)];
  });
  if (reasons.length === 0) return undefined;
  return { statement, numbers: joinWords(reasons), verdict: 'not-applicable' };
}

/** What stands behind numbers at ε that some attacks could not reach. */
export function noteReach(evidence: Evidence, range: 'small' | 'large'): string {
  const short = evidence.shortReach(range);
  return short === undefined ? '' : `; ${short}`;
}

/** An attack in the middle of a sentence. */
function describeAttack(cell: AttackRow): string {
  return isWorstCase(cell)
    ? `the worst case of all ${labelNorm(cell.norm ?? normOfAttack(cell.attack))} attacks`
    : labelAttack(cell.attack);
}

function describeDifference(difference: Difference): string {
  return `${formatDifference(difference)}${difference.isPaired ? ', image by image' : ''}`;
}

function missing(models: readonly string[], has: (model: string) => boolean): string {
  const absent = models.filter((model) => !has(model)).map(labelModel);
  return absent.length === 0
    ? 'no common cells were run'
    : `${joinWords(absent)} ${absent.length === 1 ? 'was' : 'were'} not run`;
}

function negate({ value, low, high }: Estimate): Estimate {
  return { value: -value, low: -high, high: -low };
}
