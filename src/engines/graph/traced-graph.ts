import type { OpAttribute, TensorValues } from '../backend.ts';

export interface TensorType {
  /** TensorFlow's number of the data type. */
  readonly dtype: number;
  readonly shape: readonly number[];
}

export interface Constant extends TensorType {
  readonly values: TensorValues;
}

/** Where a tensor comes from. */
export type Source =
  | { readonly from: 'op'; readonly op: number; readonly output: number }
  /** Given anew in each run. */
  | { readonly from: 'feed'; readonly feed: number }
  | { readonly from: 'constant'; readonly constant: number };

export interface TracedOp {
  readonly name: string;
  readonly attributes: readonly OpAttribute[];
  readonly inputs: readonly Source[];
  readonly outputs: readonly TensorType[];
}

/** A computation, as the ops that it called, in their order. */
export interface TracedGraph {
  readonly feeds: readonly TensorType[];
  readonly constants: readonly Constant[];
  readonly ops: readonly TracedOp[];
}

export function isSameType(a: TensorType, b: TensorType): boolean {
  return a.dtype === b.dtype && isSameList(a.shape, b.shape);
}

export function isSameSource(a: Source, b: Source): boolean {
  if (a.from === 'op') return b.from === 'op' && a.op === b.op && a.output === b.output;
  if (a.from === 'feed') return b.from === 'feed' && a.feed === b.feed;
  return b.from === 'constant' && a.constant === b.constant;
}

export function isSameAttribute(a: OpAttribute, b: OpAttribute): boolean {
  if (a.name !== b.name || a.type !== b.type) return false;
  return typeof a.value === 'object' && typeof b.value === 'object'
    ? isSameList(a.value, b.value)
    : a.value === b.value;
}

/** Whether two lists have equal elements in the same order; by `isSame`, or else by Object.is. */
export function isSameList<T>(
  a: ArrayLike<T>,
  b: ArrayLike<T>,
  isSame: (a: T, b: T) => boolean = Object.is,
): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!isSame(a[i]!, b[i]!)) return false;
  return true;
}
