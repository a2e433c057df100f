import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Attack, Evaluation, SearchAttack, SteppingAttack } from '../attack.ts';
import { AttackResultError } from '../errors.ts';
import { crossEntropy } from '../losses.ts';
import { checkImages, checkLosses, checkSearch } from './check-iterate.ts';
import type { EvaluateTarget } from './evaluate-target.ts';
import {
  advancePath,
  beginPath,
  finishPath,
  giveUpRows,
  type Path,
  type Problem,
  type SearchedBatch,
} from './path.ts';
import { mapTensors, splitInParts } from './rows.ts';

/** For each of `rows`, whether the example counts as fooled, by the evaluation of its image in `images`. */
export type FindFooled = (evaluation: Evaluation, images: Tensor4D, rows: Int32Array) => boolean[];

export interface SearchOptions extends SearchedBatch {
  /** Distinct, above 0. */
  readonly epsilons: readonly number[];
  readonly evaluate: EvaluateTarget;
  /** The answer to `images` at step 0, cross-entropy and gradient, where it is known already. */
  readonly firstEvaluation?: Evaluation | undefined;
  /** The rows that it finds are given up: their result is the image that was evaluated. If absent, no row is given up. */
  readonly findFooled?: FindFooled | undefined;
  /** Called after each evaluation with the share of all evaluations that are done. It may wait, or throw to stop the search. */
  readonly onEvaluation: (share: number) => Promise<void> | void;
}

/** Examples that are the same for some ε's, [batch, height, width, channels]. The receiver disposes them. */
export interface FoundExamples {
  readonly epsilons: readonly number[];
  readonly examples: Tensor4D;
}

/** Paths followed side by side: enough to share a step's posterior samples, few enough for their images to fit in memory. */
const mostPaths = 32;

/**
 * The loop that every attack runs in. For each ε, on some rows of a batch:
 *
 *     state = begin
 *     for step = 0 … evaluations − 1:
 *       evaluation = the model's answer to state.query
 *       give up the rows that are fooled                 // where `findFooled` is given
 *       state = advance(state, evaluation)
 *     the result is examples(state)
 *
 * The examples of an ε are those that a search for this ε alone would find, bit for bit. Yet ε's share a path as long as
 * their iterates are certain to be the same (see `SteppingAttack.reach`). With FGSM all ε's share the one gradient; with BIM
 * and the study's settings, most ε's share all steps. When they part, one path becomes several. Those take each step
 * together, because they use the same posterior samples at a step. If there are more than `mostPaths`, the first
 * `mostPaths` wait until the others are followed to their end.
 */
export async function* runSearch(attack: Attack, options: SearchOptions): AsyncGenerator<FoundExamples> {
  const search = checkSearch(asSearch(attack));
  const pixels = options.images.size / options.images.shape[0];
  /** Groups of ε's that share a path when `steps` steps are done. */
  const group = (epsilons: readonly number[], steps: number) =>
    groupEpsilons(epsilons, attack.kind === 'stepping' ? readReach(attack, steps, pixels) : Infinity);
  let total = 0;
  for (let step = 0; step < search.evaluations; step++) total += group(options.epsilons, step).length;
  let done = 0;

  async function* follow(paths: readonly Path[], firstStep: number): AsyncGenerator<FoundExamples> {
    let followed = paths;
    for (let step = firstStep; step < search.evaluations; step++) {
      const next: Path[] = [];
      for (const path of followed) {
        if (path.live.length === 0) {
          next.push(path);
          continue;
        }
        const evaluation = evaluatePath(search, path, options, step);
        await options.onEvaluation(++done / total);
        const left = giveUpRows(
          path,
          evaluation,
          options.findFooled?.(evaluation, path.state.query, path.rows),
          options,
        );
        next.push(...advancePath(search, left, step, group(path.epsilons, step + 1)));
      }
      const [together = [], ...others] = splitInParts(next, mostPaths);
      for (const part of others) yield* follow(part, step + 1);
      followed = together;
    }
    for (const path of followed) {
      yield { epsilons: path.epsilons, examples: finishPath(search, path, options) };
    }
  }

  for (const groups of splitInParts(group(options.epsilons, 0), mostPaths)) {
    const paths = groups.map((epsilons) => beginPath(search, epsilons, options));
    yield* follow(paths, 0);
  }
}

/** @throws AttackResultError where the reach is no number: no ε would be above or below it, and all would be lost */
function readReach(attack: SteppingAttack, steps: number, pixels: number): number {
  const reach = attack.reach(steps, pixels);
  if (typeof reach === 'number' && !Number.isNaN(reach)) return reach;
  throw new AttackResultError(
    'ATTACK_SHAPE',
    `Attack "${attack.name}": what reach returns after ${steps} steps is ${String(reach)}`,
    'Return a distance, or Infinity where the iterates depend on ε.',
  );
}

/** Every attack as a search. The state of a stepping attack is its iterate. */
function asSearch(attack: Attack): SearchAttack {
  if (attack.kind === 'search') return attack;
  const { name, norm, settings, steps } = attack;
  return {
    ...{ kind: 'search', name, norm, settings, evaluations: steps, loss: crossEntropy, usesGradient: true },
    begin: ({ images, epsilon, ...problem }) => {
      const query = attack.start(images, epsilon, (problem as Problem).start);
      checkImages(`Attack "${name}": what start returns`, query, images.shape);
      return { query };
    },
    advance: ({ query }, { gradient }, { images, epsilon }, step) => {
      const next = attack.step(query, images, gradient!, epsilon);
      checkImages(`Attack "${name}": what step returns at step ${step}`, next, images.shape);
      return { query: next };
    },
    examples: ({ query }) => query,
  };
}

/** ε's above the reach stay together. Each of the others goes its own way. */
function groupEpsilons(epsilons: readonly number[], reach: number): number[][] {
  const together = epsilons.filter((epsilon) => epsilon > reach);
  const alone = epsilons.filter((epsilon) => epsilon <= reach).map((epsilon) => [epsilon]);
  return together.length > 0 ? [together, ...alone] : alone;
}

function evaluatePath(
  { name, loss, usesGradient }: SearchAttack,
  { problem, state, rows }: Path,
  { evaluate, firstEvaluation, labels }: SearchOptions,
  step: number,
): Evaluation {
  const isAtImages = step === 0 && state.query === problem.images && rows.length === labels.length;
  const evaluation =
    firstEvaluation !== undefined && isAtImages && loss === crossEntropy && usesGradient
      ? mapTensors(firstEvaluation, (tensor) => tensor.clone())
      : evaluate(state.query, rows, step, { loss, usesGradient });
  checkLosses(name, evaluation, rows.length);
  if (!problem.stochastic || state.incumbent === undefined) return evaluation;
  const incumbent = evaluate(state.incumbent, rows, step, { loss, usesGradient: false });
  incumbent.logProbabilities.dispose();
  return { ...evaluation, incumbentLosses: incumbent.losses };
}
