import type { ErrorObject } from 'ajv';
import { isJsonObject, type JsonValue } from '../../base/json.ts';
import { describeExpectation, describePattern, describeValue } from './describe-expectation.ts';
import type { JsonPath } from './places.ts';
import {
  listChoices,
  reduceSchemaErrors,
  type SchemaError,
  suggestProperty,
} from './reduce-schema-errors.ts';
import { listNames, suggestName } from './suggest.ts';

/** One way in which a value breaks a schema, in words. */
export interface SchemaViolation {
  /** Path of the wrong value. With part `missing`: of the value that is not there. */
  readonly path: JsonPath;
  /** `key`: the name of the member at `path` is wrong. `missing`: there should be a value at `path`. */
  readonly part: 'value' | 'key' | 'missing';
  readonly message: string;
  readonly suggestion?: string;
}

/** How a sentence names a path: `"retries"`, `"outputs[0]"`, `stage "train"`. */
export type NamePath = (path: JsonPath) => string;

/** Turns ajv's errors into sentences: "Expected … to be …, got …". ajv must run with `allErrors` and `verbose`. */
export function explainSchemaErrors(
  errors: readonly ErrorObject[],
  root: JsonValue,
  namePath: NamePath,
): SchemaViolation[] {
  return reduceSchemaErrors(errors as readonly SchemaError[]).map((error) =>
    explainError(error, resolvePointer(root, error.instancePath), namePath),
  );
}

function explainError(error: SchemaError, path: JsonPath, namePath: NamePath): SchemaViolation {
  const subject = namePath(path);
  const { params } = error;
  if (error.propertyName !== undefined) {
    const expected = describePattern(error);
    const message = `Expected ${expected}, got ${JSON.stringify(error.propertyName)}`;
    return { path: [...path, error.propertyName], part: 'key', message };
  }
  if (error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties') {
    const name = String(params.additionalProperty ?? params.unevaluatedProperty);
    const suggestion = suggestProperty({ ...error, params: { additionalProperty: name } });
    const message = `Unknown property ${JSON.stringify(name)} in ${subject}`;
    return {
      path: [...path, name],
      part: 'key',
      message,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  }
  if (error.keyword === 'required' || error.keyword === 'dependentRequired') {
    const name = String(params.missingProperty);
    return {
      path: [...path, name],
      part: 'missing',
      message: `Missing property ${JSON.stringify(name)} in ${subject}`,
    };
  }
  const choices = listChoices(error);
  if (choices !== undefined) {
    const present = choices.filter(
      (name) => isJsonObject(error.data as JsonValue) && Object.hasOwn(error.data as object, name),
    );
    const got = present.length === 0 ? 'neither' : 'both';
    return {
      path: present.length === 0 ? [...path, choices[0] ?? ''] : [...path, present.at(-1) ?? ''],
      part: present.length === 0 ? 'missing' : 'key',
      message: `Expected ${subject} to have exactly one of ${listNames(choices)}, got ${got}`,
    };
  }
  if (error.keyword === 'uniqueItems') {
    const index = Math.max(Number(params.i), Number(params.j));
    const item = (error.data as JsonValue[])[index];
    return {
      path: [...path, index],
      part: 'value',
      message: `Expected ${subject} to have no item twice, got ${describeValue(item)} again`,
    };
  }
  const suggestion = suggestValue(error);
  const message = `Expected ${subject} to ${describeExpectation(error)}, got ${describeValue(error.data as JsonValue)}`;
  return { path, part: 'value', message, ...(suggestion === undefined ? {} : { suggestion }) };
}

function suggestValue(error: SchemaError): string | undefined {
  if (error.keyword !== 'enum' || typeof error.data !== 'string') return undefined;
  const allowed = (error.params.allowedValues as JsonValue[]).filter((value) => typeof value === 'string');
  return suggestName(error.data, allowed);
}

/** The path that a JSON pointer means. Indexes of arrays become numbers. */
function resolvePointer(root: JsonValue, pointer: string): (string | number)[] {
  let container: JsonValue | undefined = root;
  return pointer
    .split('/')
    .slice(1)
    .map((escaped) => {
      const segment = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
      const key = Array.isArray(container) ? Number(segment) : segment;
      container = Array.isArray(container)
        ? container[Number(segment)]
        : isJsonObject(container)
          ? container[segment]
          : undefined;
      return key;
    });
}
