import { PbfWriter } from 'pbf';
import type { OpAttribute, TensorflowBinding } from '../backend.ts';
import { NoGraphError } from './graph-errors.ts';
import type { Constant, Source, TensorType, TracedGraph, TracedOp } from './traced-graph.ts';

// Field numbers are those of tensorflow/core/protobuf/{saved_model,meta_graph}.proto and core/framework/{graph,node_def,
// attr_value,tensor,tensor_shape,versions}.proto.

/** Meaning of a graph's ops, in TensorFlow's count of changes to them: that of 2.12. */
const graphVersion = 1395;

/** What a graph is saved and loaded under. */
export const graphTag = 'serve';

/** The graph as saved_model.pb, with its feeds as placeholders. @throws NoGraphError for an attribute of a kind that we do not write */
export function encodeGraph(graph: TracedGraph, binding: TensorflowBinding): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 1); // saved_model_schema_version
  writer.writeMessage(2, writeMetaGraph, { graph, binding });
  return writer.finish();
}

/** `op3:0`: names a tensor to the session. */
export function nameTensor(source: Source): string {
  if (source.from === 'op') return `op${source.op}:${source.output}`;
  return source.from === 'feed' ? `feed${source.feed}:0` : `constant${source.constant}:0`;
}

interface BoundGraph {
  readonly graph: TracedGraph;
  readonly binding: TensorflowBinding;
}

interface Node {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly Source[];
  readonly attributes: readonly (readonly [name: string, write: (writer: PbfWriter) => void])[];
}

function writeMetaGraph(bound: BoundGraph, writer: PbfWriter): void {
  writer.writeMessage(1, (_, info) => info.writeStringField(4, graphTag), undefined);
  writer.writeMessage(2, writeGraph, bound);
}

function writeGraph({ graph, binding }: BoundGraph, writer: PbfWriter): void {
  const nodes = [
    ...graph.feeds.map(describeFeed),
    ...graph.constants.map(describeConstant),
    ...graph.ops.map((op, index) => describeOp(op, index, binding)),
  ];
  for (const node of nodes) writer.writeMessage(1, writeNode, node);
  writer.writeMessage(4, (_, versions) => versions.writeVarintField(1, graphVersion), undefined);
}

function writeNode({ name, op, inputs, attributes }: Node, writer: PbfWriter): void {
  writer.writeStringField(1, name);
  writer.writeStringField(2, op);
  for (const input of inputs) writer.writeStringField(3, nameTensor(input));
  for (const [key, write] of attributes) {
    writer.writeMessage(
      5,
      (_, entry) => {
        entry.writeStringField(1, key);
        entry.writeMessage(2, (__, value) => write(value), undefined);
      },
      undefined,
    );
  }
}

function describeFeed({ dtype, shape }: TensorType, index: number): Node {
  return {
    name: `feed${index}`,
    op: 'Placeholder',
    inputs: [],
    attributes: [
      ['dtype', (value) => value.writeVarintField(6, dtype)],
      ['shape', (value) => value.writeMessage(7, writeShape, shape)],
    ],
  };
}

function describeConstant(constant: Constant, index: number): Node {
  return {
    name: `constant${index}`,
    op: 'Const',
    inputs: [],
    attributes: [
      ['dtype', (value) => value.writeVarintField(6, constant.dtype)],
      ['value', (value) => value.writeMessage(8, writeTensor, constant)],
    ],
  };
}

function describeOp({ name, inputs, attributes }: TracedOp, index: number, binding: TensorflowBinding): Node {
  return {
    name: `op${index}`,
    op: name,
    inputs,
    attributes: attributes.map((attribute) => [attribute.name, chooseWriter(attribute, binding)]),
  };
}

function chooseWriter({ name, type, value }: OpAttribute, binding: TensorflowBinding) {
  return (writer: PbfWriter): void => {
    if (type === binding.TF_ATTR_TYPE) writer.writeVarintField(6, Number(value));
    else if (type === binding.TF_ATTR_BOOL) writer.writeBooleanField(5, Boolean(value));
    else if (type === binding.TF_ATTR_STRING) writer.writeStringField(2, String(value));
    else if (type === binding.TF_ATTR_FLOAT) writer.writeFloatField(4, Number(value));
    else if (type === binding.TF_ATTR_INT && typeof value === 'object') {
      writer.writeMessage(1, (list, inner) => inner.writePackedVarint(3, [...list]), value);
    } else if (type === binding.TF_ATTR_INT) writer.writeVarintField(3, Number(value));
    else if (type === binding.TF_ATTR_SHAPE && typeof value === 'object') {
      writer.writeMessage(7, writeShape, value);
    } else throw new NoGraphError(`the attribute ${name} is of a kind that we do not write`);
  };
}

function writeShape(shape: readonly number[], writer: PbfWriter): void {
  for (const size of shape) {
    writer.writeMessage(2, (length, dimension) => dimension.writeVarintField(1, length), size);
  }
}

function writeTensor({ dtype, shape, values }: Constant, writer: PbfWriter): void {
  writer.writeVarintField(1, dtype);
  writer.writeMessage(2, writeShape, shape);
  writer.writeBytesField(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}
