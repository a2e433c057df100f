import { MessageWriter } from '../../../runner/src/formats/protobuf.ts';
import type { OpAttribute, TensorflowBinding } from '../backend.ts';
import { NoGraphError } from './graph-errors.ts';
import type { Constant, Source, TensorType, TracedGraph, TracedOp } from './traced-graph.ts';

// The field numbers come from tensorflow/core/protobuf/{saved_model,meta_graph}.proto and from core/framework/{graph,
// node_def,attr_value,tensor,tensor_shape,versions}.proto.

/**
 * The version of TensorFlow's ops that a graph is written for. TensorFlow counts changes to its ops; this is the count
 * of 2.12.
 */
const graphVersion = 1395;

/** The tag that a graph is saved and loaded under. */
export const graphTag = 'serve';

/**
 * The graph as the content of saved_model.pb. Its feeds become placeholders.
 * @throws NoGraphError when an op has an attribute of a kind that we cannot write
 */
export function encodeGraph(graph: TracedGraph, binding: TensorflowBinding): Uint8Array {
  const nodes = [
    ...graph.feeds.map(describeFeed),
    ...graph.constants.map(describeConstant),
    ...graph.ops.map((op, index) => describeOp(op, index, binding)),
  ];
  const writer = new MessageWriter();
  writer.varint(1, 1); // saved_model_schema_version
  writer.message(2, (meta) => {
    meta.message(1, (info) => info.string(4, graphTag));
    meta.message(2, (definition) => {
      for (const node of nodes) definition.message(1, (inner) => writeNode(node, inner));
      definition.message(4, (versions) => versions.varint(1, graphVersion));
    });
  });
  return writer.finish();
}

/** The name of a tensor in the session: `op3:0`. */
export function nameTensor(source: Source): string {
  if (source.from === 'op') return `op${source.op}:${source.output}`;
  return source.from === 'feed' ? `feed${source.feed}:0` : `constant${source.constant}:0`;
}

interface Node {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly Source[];
  readonly attributes: readonly (readonly [name: string, write: (writer: MessageWriter) => void])[];
}

function writeNode({ name, op, inputs, attributes }: Node, writer: MessageWriter): void {
  writer.string(1, name);
  writer.string(2, op);
  for (const input of inputs) writer.string(3, nameTensor(input));
  for (const [key, write] of attributes) {
    writer.message(5, (entry) => {
      entry.string(1, key);
      entry.message(2, write);
    });
  }
}

function describeFeed({ dtype, shape }: TensorType, index: number): Node {
  return {
    name: `feed${index}`,
    op: 'Placeholder',
    inputs: [],
    attributes: [
      ['dtype', (value) => value.varint(6, dtype)],
      ['shape', (value) => value.message(7, (inner) => writeShape(shape, inner))],
    ],
  };
}

function describeConstant(constant: Constant, index: number): Node {
  return {
    name: `constant${index}`,
    op: 'Const',
    inputs: [],
    attributes: [
      ['dtype', (value) => value.varint(6, constant.dtype)],
      ['value', (value) => value.message(8, (inner) => writeTensor(constant, inner))],
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
  return (writer: MessageWriter): void => {
    if (type === binding.TF_ATTR_TYPE) writer.varint(6, Number(value));
    else if (type === binding.TF_ATTR_BOOL) writer.varint(5, Boolean(value));
    else if (type === binding.TF_ATTR_STRING) writer.string(2, String(value));
    else if (type === binding.TF_ATTR_FLOAT) writer.float(4, Number(value));
    else if (type === binding.TF_ATTR_INT && typeof value === 'object') {
      writer.message(1, (list) => list.varints(3, value));
    } else if (type === binding.TF_ATTR_INT) writer.varint(3, Number(value));
    else if (type === binding.TF_ATTR_SHAPE && typeof value === 'object') {
      writer.message(7, (inner) => writeShape(value, inner));
    } else throw new NoGraphError(`the attribute ${name} is of a kind that we do not write`);
  };
}

function writeShape(shape: readonly number[], writer: MessageWriter): void {
  for (const size of shape) writer.message(2, (dimension) => dimension.varint(1, size));
}

function writeTensor({ dtype, shape, values }: Constant, writer: MessageWriter): void {
  writer.varint(1, dtype);
  writer.message(2, (inner) => writeShape(shape, inner));
  writer.bytes(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}
