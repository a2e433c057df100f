import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { PipelineDocument } from '../document/document.ts';
import type { JsonPath } from '../document/places.ts';
import type { AxisValueName } from '../model.ts';

/** One value of an axis. Two values with the same segment are the same value. */
export interface AxisValue {
  readonly name: AxisValueName;
  /** The value's part of an id. */
  readonly segment: string;
  /** The whole object, where the value is one. */
  readonly fields?: JsonObject;
  /** Where it stands in the document. */
  readonly path: JsonPath;
}

export interface Axis {
  readonly name: string;
  /** In declared order, then those that `include` adds. */
  readonly values: readonly AxisValue[];
}

/** The longest file name that common file systems allow. */
export const MAX_SEGMENT_BYTES = 255;
/** The values of an axis. Reports a value that cannot be part of an id, and one that is there twice. */
export function readAxis(
  document: PipelineDocument,
  path: JsonPath,
  values: readonly JsonValue[],
): AxisValue[] {
  const bySegment = new Map<string, AxisValue>();
  for (const [index, value] of values.entries()) {
    const axisValue = readAxisValue(document, [...path, index], value);
    const same = bySegment.get(axisValue.segment);
    if (same === undefined) bySegment.set(axisValue.segment, axisValue);
    else {
      const both = `${JSON.stringify(same.name)} and ${JSON.stringify(axisValue.name)}`;
      document.report(
        axisValue.path,
        `Two actions would have one id: ${both} are both ${JSON.stringify(axisValue.segment)} in ids`,
      );
    }
  }
  return [...bySegment.values()];
}

/** One value of an axis, or of an `include` entry. Reports a value that cannot be part of an id. */
export function readAxisValue(document: PipelineDocument, path: JsonPath, value: JsonValue): AxisValue {
  const fields = typeof value === 'object' ? (value as JsonObject) : undefined;
  const name = (fields === undefined ? value : fields.name) as AxisValueName;
  const segment = encodeSegment(name);
  if (segment === '.' || segment === '..') {
    document.report(
      path,
      `The value ${JSON.stringify(name)} cannot be part of an id: it is not the name of a folder`,
    );
  } else if (segment.length > MAX_SEGMENT_BYTES) {
    document.report(
      path,
      `This value is too long to be part of an id: ${segment.length} bytes of ${MAX_SEGMENT_BYTES}`,
    );
  }
  return fields === undefined ? { name, segment, path } : { name, segment, path, fields };
}

/**
 * An axis value as one segment of an action's id, which is also a folder name: characters outside
 * `A-Z a-z 0-9 . _ + -` become the percent-encoded bytes of their UTF-8. Numbers are written as JSON writes them.
 */
export function encodeSegment(value: AxisValueName): string {
  const text = typeof value === 'number' ? JSON.stringify(value) : String(value);
  return text.replace(/[^A-Za-z0-9._+-]/gu, (character) =>
    Array.from(
      Buffer.from(character, 'utf8'),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    ).join(''),
  );
}
