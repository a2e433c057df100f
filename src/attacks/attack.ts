import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** What a user may set of an attack; which of these an attack has, its definition says. */
export interface AttackSettings {
  /** Length of a step, in the attack's norm and in units of the pixel range [0, 1]. */
  readonly alpha?: number;
  /** Length of a step as a multiple of ε / steps, instead of `alpha`. */
  readonly relativeAlpha?: number;
  readonly steps?: number;
  readonly randomStart?: boolean;
  /** Runs with random numbers of their own, of which each example keeps the best. */
  readonly restarts?: number;
  /** Of an attack of one's own. */
  readonly [name: string]: number | boolean | string | undefined;
}

/** What values a setting may have: the keywords of JSON Schema that are checked. */
export interface SettingRule {
  readonly type: 'number' | 'integer' | 'boolean' | 'string';
  readonly description: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
}

/** Random numbers of a starting point: functions of the seed, the restart and each example's index, the same for every ε. */
export interface StartNoise {
  /** [examples, height, width, channels], uniform in [0, 1). */
  uniform(): Tensor4D;
  /** [examples, height, width, channels], standard normal. */
  normal(): Tensor4D;
  /** [examples, 1, 1, 1], uniform in [0, 1). */
  radius(): Tensor4D;
}

interface AttackBase {
  readonly name: string;
  /** The norm that ε bounds. */
  readonly norm: 'linf' | 'l2';
  /** As resolved: what it runs with. */
  readonly settings: AttackSettings;
}

/**
 * An attack that follows the gradient of the cross-entropy and needs nothing but its last iterate. Work is shared
 * between ε's whose iterates coincide. Images are [examples, height, width, channels] in [0, 1].
 * Its methods are pure: they return new tensors (or an argument) and dispose none. Each example is treated by itself.
 */
export interface SteppingAttack extends AttackBase {
  readonly kind: 'stepping';
  /** Number of gradients it takes. */
  readonly steps: number;
  /** Where the search begins. */
  start(images: Tensor4D, epsilon: number, noise: StartNoise): Tensor4D;
  /**
   * The next iterate. An example whose gradient is zero stays as it is.
   * @param gradient of the summed loss at `current`, shaped like it
   */
  step(current: Tensor4D, images: Tensor4D, gradient: Tensor4D, epsilon: number): Tensor4D;
  /**
   * Distance within which the iterates after `steps` steps surely lie, rounding included. For every ε above it no
   * projection has changed anything yet, so that the iterates are the same, bit for bit, and are computed once.
   * Infinity: they depend on ε. Never shrinks with `steps`.
   * @param pixels number of values of one image
   */
  reach(steps: number, pixels: number): number;
}

/**
 * Loss of each example, [examples]; an attack makes it large.
 * @param logProbabilities [examples, classes], log of the mean over K samples of softmax(logits): for K = 1 the
 *   logits, up to a number that is the same for all classes of an example
 * @param labels [examples], int32
 */
export type LossFunction = (logProbabilities: Tensor2D, labels: Tensor1D) => Tensor1D;

/** What the attacked model makes of some images, with K posterior samples drawn afresh at each step. */
export interface Evaluation {
  /** [examples, classes], log of the mean prediction. */
  readonly logProbabilities: Tensor2D;
  /** [examples], the attack's loss. */
  readonly losses: Tensor1D;
  /** Of the summed loss, shaped like the images; of attacks that use gradients only. */
  readonly gradient?: Tensor4D;
  /** Losses of the state's `incumbent` by the same samples; only where the model is stochastic and there is one. */
  readonly incumbentLosses?: Tensor1D;
}

/** What a search attack may know. The examples it has may become fewer between steps; all belong together by row. */
export interface SearchProblem {
  /** The clean images, [examples, height, width, channels] in [0, 1]. */
  readonly images: Tensor4D;
  /** [examples], int32. */
  readonly labels: Tensor1D;
  readonly classes: number;
  readonly epsilon: number;
  /** Number of the run, from 0. */
  readonly restart: number;
  /** Whether evaluations of the same image differ from step to step. */
  readonly stochastic: boolean;
  /**
   * [examples, size], uniform in [0, 1): a function of seed, restart, `draw` (a whole number from 0 of the attack's
   * choice, such as the step) and example alone, the same for every ε.
   */
  uniform(draw: number, size: number): Tensor2D;
  /** Likewise, standard normal. */
  normal(draw: number, size: number): Tensor2D;
}

/** Where a search stands: tensors whose first axis is the example. */
export interface SearchState {
  /** Images to evaluate next, in the ball and in [0, 1]. */
  readonly query: Tensor4D;
  /** The best so far, of attacks that compare losses: evaluated along with the query where the model is stochastic. */
  readonly incumbent?: Tensor4D;
}

/**
 * An attack that remembers more than its iterate, has a loss of its own, or follows none. It proposes images, is told
 * what the model makes of them, and proposes others. Its methods are pure: they return new tensors (or arguments) and
 * dispose none, and treat each example by itself; `advance` and `begin` may leave intermediate tensors behind.
 */
export interface SearchAttack<State extends SearchState = SearchState> extends AttackBase {
  readonly kind: 'search';
  /** Number of times that it is told an evaluation. */
  readonly evaluations: number;
  readonly loss: LossFunction;
  readonly usesGradient: boolean;
  begin(problem: SearchProblem): State;
  /** @param step number of the evaluation, from 0 */
  advance(state: State, evaluation: Evaluation, problem: SearchProblem, step: number): State;
  /** The examples found. */
  examples(state: State): Tensor4D;
}

export type Attack = SteppingAttack | SearchAttack;

/** An attack by name: one object that says everything, so that a module of one's own can export it. */
export interface AttackDefinition {
  readonly name: string;
  readonly norm: 'linf' | 'l2';
  /** Every setting it has, by name. */
  readonly settings: Readonly<Record<string, SettingRule>>;
  /** Values of settings that are absent. */
  readonly defaults: AttackSettings;
  /** Settings of which one replaces another: only one may be given, and it takes the place of the other's default. */
  readonly alternatives?: readonly string[];
  /** @param settings checked, defaults filled in */
  create(settings: AttackSettings): Attack;
}

/** Declares an attack: the default export of a module that an axis value of `attack` names. */
export function defineAttack(attack: AttackDefinition): AttackDefinition {
  return attack;
}
