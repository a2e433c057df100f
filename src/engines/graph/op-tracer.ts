import type { OpAttribute, OutputHandle, TensorflowBinding, TensorValues } from '../backend.ts';
import { NoGraphError, OtherGraphError } from './graph-errors.ts';
import {
  type Constant,
  isSameAttribute,
  isSameList,
  isSameSource,
  isSameType,
  type Source,
  type TensorType,
  type TracedGraph,
  type TracedOp,
} from './traced-graph.ts';

/** What a feed is in one run: a tensor from outside, or a constant that the computation made. */
export type Fed = { readonly id: number } | { readonly constant: Constant };

/** Whole numbers up to so many are shapes, axes and paddings, and part of a graph; other constants are fed. */
const longestShape = 8;

/** Far above what the binding counts up to: ids of tensors that exist in a graph alone. */
const firstGraphId = 2 ** 30;

/**
 * Stands between tfjs and the binding and keeps the ops that a computation calls. Either it has them executed, or it
 * compares them with those of a known graph and executes none: their results then are names of what the graph will make.
 */
export class OpTracer {
  readonly ops: TracedOp[] = [];
  readonly feeds: { readonly type: TensorType; readonly fed: Fed }[] = [];
  readonly constants: Constant[] = [];
  /** Tensors from outside that the computation disposed of; they may still have to be fed. */
  readonly disposed: number[] = [];
  readonly binding: TensorflowBinding;
  readonly real: TensorflowBinding;
  readonly #known: TracedGraph | undefined;
  readonly #typeOf: (id: number) => TensorType | undefined;
  readonly #sources = new Map<number, Source>();
  /** Constants that no op has taken yet. */
  readonly #made = new Map<number, Constant>();
  #nextId = firstGraphId;

  /**
   * @param typeOf type of a tensor from outside
   * @param known the graph to compare with; undefined: execute
   */
  constructor(
    real: TensorflowBinding,
    typeOf: (id: number) => TensorType | undefined,
    known?: TracedGraph | undefined,
  ) {
    this.real = real;
    this.#typeOf = typeOf;
    this.#known = known;
    this.binding = Object.create(real, {
      executeOp: { value: this.#executeOp.bind(this) },
      createTensor: { value: this.#createTensor.bind(this) },
      deleteTensor: { value: this.#deleteTensor.bind(this) },
      tensorDataSync: { value: this.#tensorDataSync.bind(this) },
    }) as TensorflowBinding;
  }

  /** Where a tensor comes from, by its id; undefined for one that no op of the computation made or took. */
  sourceOf(id: number): Source | undefined {
    return this.#sources.get(id);
  }

  /** What a tensor holds that the computation made of values and executed no op for, by its id. */
  constantOf(id: number): Constant | undefined {
    return id >= firstGraphId ? this.#made.get(id) : undefined;
  }

  #executeOp(
    name: string,
    attributes: readonly OpAttribute[],
    inputIds: readonly number[],
    outputs: number,
  ): OutputHandle[] {
    const inputs = inputIds.map((id) => this.#resolve(id));
    const op = this.ops.length;
    const expected = this.#known?.ops[op];
    if (this.#known && !(expected && isCall(expected, name, attributes, inputs, outputs))) {
      throw new OtherGraphError();
    }
    const handles = expected
      ? expected.outputs.map(({ shape, dtype }) => ({ id: this.#nextId++, shape: [...shape], dtype }))
      : this.real.executeOp(name, attributes, inputIds, outputs);
    this.ops.push(
      expected ?? {
        name,
        attributes: attributes.map((attribute) => ({ ...attribute })),
        inputs,
        outputs: handles.map(({ shape, dtype }) => ({ shape: [...shape], dtype })),
      },
    );
    handles.forEach(({ id }, output) => {
      this.#sources.set(id, { from: 'op', op, output });
    });
    return handles;
  }

  #resolve(id: number): Source {
    const source = this.#sources.get(id) ?? this.#admit(id);
    this.#sources.set(id, source);
    return source;
  }

  /** A tensor that comes into the graph. */
  #admit(id: number): Source {
    const made = this.#made.get(id);
    if (made !== undefined && made.dtype === this.real.TF_INT32 && made.values.length <= longestShape) {
      const constant = this.constants.push(made) - 1;
      const expected = this.#known?.constants[constant];
      const isSame = expected && isSameType(expected, made) && isSameList(expected.values, made.values);
      if (this.#known && !isSame) throw new OtherGraphError();
      return { from: 'constant', constant };
    }
    const type = made ?? this.#typeOf(id);
    if (type === undefined) throw new NoGraphError();
    const feed = this.feeds.push({ type, fed: made ? { constant: made } : { id } }) - 1;
    const expected = this.#known?.feeds[feed];
    if (this.#known && !(expected && isSameType(expected, type))) throw new OtherGraphError();
    return { from: 'feed', feed };
  }

  #createTensor(shape: readonly number[], dtype: number, values: TensorValues): number {
    const id = this.#known ? this.#nextId++ : this.real.createTensor(shape, dtype, values);
    this.#made.set(id, { shape: [...shape], dtype, values: values.slice() });
    return id;
  }

  #deleteTensor(id: number): void {
    if (id >= firstGraphId) return;
    const isOwn = this.#made.has(id) || this.#sources.get(id)?.from === 'op';
    if (isOwn) this.real.deleteTensor(id);
    else this.disposed.push(id);
  }

  #tensorDataSync(id: number): TensorValues {
    if (id >= firstGraphId || this.#sources.get(id)?.from === 'op') throw new NoGraphError();
    return this.real.tensorDataSync(id);
  }
}

function isCall(
  expected: TracedOp,
  name: string,
  attributes: readonly OpAttribute[],
  inputs: readonly Source[],
  outputs: number,
): boolean {
  return (
    expected.name === name &&
    expected.outputs.length === outputs &&
    isSameList(expected.inputs, inputs, isSameSource) &&
    isSameList(expected.attributes, attributes, isSameAttribute)
  );
}
