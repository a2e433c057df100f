import * as tf from '@tensorflow/tfjs-core';
import type { Evaluation, SearchAttack, SearchState } from '../attack.ts';
import { AttackResultError } from '../errors.ts';

/** A search whose functions are checked: each must return what the loop can go on with. */
export function checkSearch(search: SearchAttack): SearchAttack {
  const { name } = search;
  return {
    ...search,
    begin: (problem) => {
      const state = search.begin(problem);
      return checkState(`Attack "${name}": what begin returns`, state, problem.images.shape);
    },
    advance: (state, evaluation, problem, step) => {
      const next = search.advance(state, evaluation, problem, step);
      return checkState(`Attack "${name}": what advance returns at step ${step}`, next, problem.images.shape);
    },
    examples: (state) => {
      const images = search.examples(state);
      checkImages(`Attack "${name}": what examples returns`, images, state.query.shape);
      return images;
    },
  };
}

function checkState<State extends SearchState>(what: string, state: State, shape: readonly number[]): State {
  if (typeof state !== 'object' || state === null || state instanceof Promise || state instanceof tf.Tensor) {
    throw new AttackResultError(
      'ATTACK_SHAPE',
      `${what} is ${describe(state)}`,
      'Return an object { query } with the images to evaluate next.',
    );
  }
  checkImages(`${what}, query,`, state.query, shape);
  if (state.incumbent !== undefined) checkImages(`${what}, incumbent,`, state.incumbent, shape);
  return state;
}

/**
 * Checks images that an attack returned.
 * @param what names them in the error
 * @param shape of the clean images, [examples, height, width, channels]
 * @throws AttackResultError ATTACK_SHAPE where it is no float32 tensor of this shape
 */
export function checkImages(what: string, images: unknown, shape: readonly number[]): void {
  const isRight =
    images instanceof tf.Tensor &&
    !images.isDisposed &&
    images.dtype === 'float32' &&
    String(images.shape) === String(shape);
  if (isRight) return;
  throw new AttackResultError(
    'ATTACK_SHAPE',
    `${what} is ${describe(images)}`,
    `Return a float32 tensor of shape [${shape.join(', ')}], that of the clean images.`,
  );
}

/** Checks that a loss has one value for each example. */
export function checkLosses(name: string, { losses }: Evaluation, rows: number): void {
  if (losses instanceof tf.Tensor && String(losses.shape) === String([rows])) return;
  throw new AttackResultError(
    'ATTACK_SHAPE',
    `Attack "${name}": what loss returns is ${describe(losses)}`,
    `Return one loss for each example, a tensor of shape [${rows}]; do not average over the batch.`,
  );
}

function describe(value: unknown): string {
  if (value instanceof tf.Tensor) {
    return value.isDisposed
      ? 'a tensor that was disposed'
      : `a ${value.dtype} tensor of shape [${value.shape.join(', ')}]`;
  }
  if (value instanceof Promise) return 'a promise';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object that is no tensor';
  return typeof value === 'function' ? 'a function' : String(value);
}
