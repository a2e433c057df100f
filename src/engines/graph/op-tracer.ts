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

/** What is given to a feed in one run: a tensor from outside, or values that the computation made itself. */
export type Fed = { readonly id: number } | { readonly constant: Constant };

/**
 * Whole-number constants of up to so many elements are taken for shapes, axes and paddings, and become part of the graph.
 * Other constants are fed.
 */
const longestShape = 8;

/** Ids from here on are of tensors that exist only in a graph. The binding never counts up so far. */
const firstGraphId = 2 ** 30;

/**
 * Stands between tfjs and the binding, and records the ops that a computation calls. Without a known graph it executes
 * them. With one it executes nothing: it compares each op with the graph's, and the results are only names for what the
 * graph will compute.
 */
export class OpTracer {
  readonly ops: TracedOp[] = [];
  readonly feeds: { readonly type: TensorType; readonly fed: Fed }[] = [];
  readonly constants: Constant[] = [];
  /** Tensors from outside that the computation has disposed of. They may still have to be fed. */
  readonly disposed: number[] = [];
  readonly binding: TensorflowBinding;
  readonly real: TensorflowBinding;
  readonly #known: TracedGraph | undefined;
  readonly #typeOf: (id: number) => TensorType | undefined;
  readonly #sources = new Map<number, Source>();
  /** Constants that the computation made, by the id of their tensor. */
  readonly #made = new Map<number, Constant>();
  #nextId = firstGraphId;

  /**
   * @param typeOf gives the type of a tensor from outside
   * @param known the graph to compare with; undefined: the ops are executed
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

  /** Where the tensor of an id comes from; undefined when no op of the computation made or used it. */
  sourceOf(id: number): Source | undefined {
    return this.#sources.get(id);
  }

  /** The values of a tensor that the computation made from values, by the tensor's id; only while ops are compared. */
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

  /** Takes a tensor into the graph: as a constant of the graph, or as a feed. */
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
