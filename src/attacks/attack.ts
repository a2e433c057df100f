import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** What a user may set. Which of these an attack has is in its definition. */
export interface AttackSettings {
  /** Length of a step, in the attack's norm and in units of the pixel range [0, 1]. */
  readonly alpha?: number;
  /** Length of a step as a multiple of ε / steps, instead of `alpha`. */
  readonly relativeAlpha?: number;
  /** Number of steps. */
  readonly steps?: number;
  /** Whether to start at a random point of the ball instead of at the image. */
  readonly randomStart?: boolean;
  /** How often the attack is repeated from another start. Each example keeps the best result. */
  readonly restarts?: number;
  /** Further settings of an attack of your own. */
  readonly [name: string]: number | boolean | string | undefined;
}

/** The values that a setting may have, in keywords of JSON Schema. All of them are checked. */
export interface SettingRule {
  readonly type: 'number' | 'integer' | 'boolean' | 'string';
  readonly description: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
}

/** Random numbers for a start. They depend on the seed, the restart and the example's index, not on ε. */
export interface StartNoise {
  /** [examples, height, width, channels], uniform in [0, 1). */
  uniform(): Tensor4D;
  /** [examples, height, width, channels], standard normal. */
  normal(): Tensor4D;
  /** [examples, 1, 1, 1], uniform in [0, 1). */
  radius(): Tensor4D;
}

/** What every attack has besides its way to search. */
interface AttackIdentity {
  readonly name: string;
  /** The norm that ε bounds. */
  readonly norm: 'linf' | 'l2';
  /** The settings that it runs with, defaults filled in. */
  readonly settings: AttackSettings;
}

/**
 * An attack that follows the gradient of the cross-entropy and needs nothing but its last iterate:
 *
 *     let x = start(images)
 *     repeat `steps` times: x = step(x, gradient at x)
 *
 * Images are [examples, height, width, channels] in [0, 1]. The functions are pure: they return new tensors (or one of
 * their arguments) and dispose none. What they make on the way is disposed for them. Each example is treated by itself.
 */
export interface SteppingAttack extends AttackIdentity {
  readonly kind: 'stepping';
  /** Number of gradients that it takes. */
  readonly steps: number;
  /** Where the search begins. */
  start(images: Tensor4D, epsilon: number, noise: StartNoise): Tensor4D;
  /**
   * The next iterate. An example whose gradient is zero should stay where it is.
   * @param current the last iterate, shaped like `images`
   * @param images the clean images
   * @param gradient of the summed loss at `current`, shaped like it
   */
  step(current: Tensor4D, images: Tensor4D, gradient: Tensor4D, epsilon: number): Tensor4D;
  /**
   * How far from its clean image, in the attack's norm, an iterate can be after `steps` steps, rounding included. For every
   * larger ε no projection has changed anything so far, so these ε's have the same iterate, bit for bit, and it is computed
   * once. Return Infinity if the iterates depend on ε in another way, as through a random start in the ε-ball: then each ε
   * is searched by itself. The distance must not shrink as `steps` grows.
   * @param pixels number of values in one image
   */
  reach(steps: number, pixels: number): number;
}

/**
 * Loss of each example, [examples]. The attack tries to make it large.
 * @param logProbabilities [examples, classes], log of the mean over K posterior samples of softmax(logits). For K = 1
 *   these are the logits, up to a number that is the same for all classes of an example
 * @param labels [examples], int32
 */
export type LossFunction = (logProbabilities: Tensor2D, labels: Tensor1D) => Tensor1D;

/** The attacked model's answer to some images, by K posterior samples that are drawn afresh at each step. */
export interface Evaluation {
  /** [examples, classes], log of the mean prediction. */
  readonly logProbabilities: Tensor2D;
  /** [examples], the attack's loss. */
  readonly losses: Tensor1D;
  /** Gradient of the summed loss, shaped like the images. Absent where the attack uses no gradients. */
  readonly gradient?: Tensor4D;
  /** Losses of the state's `incumbent` by the same samples. Given only if the model is stochastic and there is an incumbent. */
  readonly incumbentLosses?: Tensor1D;
}

/**
 * What a search attack may know. Row i of every tensor belongs to the same example. From one step to the next there may be
 * fewer rows, because examples are given up.
 */
export interface SearchProblem {
  /** The clean images, [examples, height, width, channels] in [0, 1]. */
  readonly images: Tensor4D;
  /** [examples], int32. */
  readonly labels: Tensor1D;
  /** Number of classes. */
  readonly classes: number;
  readonly epsilon: number;
  /** Number of the restart, from 0. */
  readonly restart: number;
  /** Whether the model answers the same question differently from step to step. */
  readonly stochastic: boolean;
  /**
   * [examples, size], uniform in [0, 1). The numbers depend on the seed, the restart, the example and `draw`, not on ε.
   * @param draw a whole number from 0 that the attack chooses, such as the step
   */
  uniform(draw: number, size: number): Tensor2D;
  /** [examples, size], standard normal, otherwise like `uniform`. */
  normal(draw: number, size: number): Tensor2D;
}

/** Where a search stands. The first axis of each tensor is the example. */
export interface SearchState {
  /** Images to evaluate next, within ε of the clean ones and in [0, 1]. */
  readonly query: Tensor4D;
  /**
   * The best images so far, if the attack compares their losses with those of the next query. A stochastic model answers
   * differently at each step; so there the incumbent is evaluated again with each query, by the same posterior samples.
   */
  readonly incumbent?: Tensor4D;
}

/**
 * An attack that remembers more than its iterate, has its own loss, or uses no gradient:
 *
 *     let state = begin(problem)
 *     repeat `evaluations` times: state = advance(state, the model's answer to state.query)
 *     the result is examples(state)
 *
 * The functions are pure: they return new tensors (or some of their arguments) and dispose none. What they make on the
 * way is disposed for them. Each example is treated by itself.
 */
export interface SearchAttack<State extends SearchState = SearchState> extends AttackIdentity {
  readonly kind: 'search';
  /** How many times it asks the model. */
  readonly evaluations: number;
  readonly loss: LossFunction;
  readonly usesGradient: boolean;
  begin(problem: SearchProblem): State;
  /** @param step number of the evaluation, from 0 */
  advance(state: State, evaluation: Evaluation, problem: SearchProblem, step: number): State;
  /** The adversarial examples that were found, shaped like the images. */
  examples(state: State): Tensor4D;
}

/** An attack with its settings, ready to run. */
export type Attack = SteppingAttack | SearchAttack;

type WithoutIdentity<T extends AttackIdentity> = Omit<T, keyof AttackIdentity> & Partial<AttackIdentity>;
/** What `create` returns: an attack whose name and settings are its definition's unless it has its own. Its norm is always the definition's. */
export type SteppingMethod = WithoutIdentity<SteppingAttack>;
/** The same for a search attack. */
export type SearchMethod<State extends SearchState = SearchState> = WithoutIdentity<SearchAttack<State>>;

/** Everything about an attack, in one object that a module can export. */
export interface AttackDefinition {
  readonly name: string;
  /** The norm that ε bounds. */
  readonly norm: 'linf' | 'l2';
  /** A rule for every setting that it has, by name. */
  readonly settings: Readonly<Record<string, SettingRule>>;
  /** Values of settings that are not given. */
  readonly defaults: AttackSettings;
  /** Settings that exclude each other: only one may be given, and the others' defaults then do not apply. */
  readonly alternatives?: readonly string[];
  /** @param settings checked, defaults filled in */
  create(settings: AttackSettings): SteppingMethod | SearchMethod;
}

/** Declares an attack: the default export of a module that an axis value of `attack` names. */
export function defineAttack(attack: AttackDefinition): AttackDefinition {
  return attack;
}
