import type { OpAttribute, TensorflowBinding } from '../backend.ts';

/** Numbers of TensorFlow's data types (tensorflow/c/tf_datatype.h); the binding does not export them all. */
const dataTypes = { float32: 1, int32: 3, int64: 9, uint64: 23 } as const;
export type DataTypeName = keyof typeof dataTypes;

export function typeAttribute(binding: TensorflowBinding, name: string, type: DataTypeName): OpAttribute {
  return { name, type: binding.TF_ATTR_TYPE, value: dataTypes[type] };
}

export function intsAttribute(
  binding: TensorflowBinding,
  name: string,
  value: readonly number[],
): OpAttribute {
  return { name, type: binding.TF_ATTR_INT, value };
}

export function stringAttribute(binding: TensorflowBinding, name: string, value: string): OpAttribute {
  return { name, type: binding.TF_ATTR_STRING, value };
}

export function boolAttribute(binding: TensorflowBinding, name: string, value: boolean): OpAttribute {
  return { name, type: binding.TF_ATTR_BOOL, value };
}
