import type { ErrorObject } from 'ajv';
import { isJsonObject, type JsonValue } from '../../base/json.ts';
import type { JsonPath } from './places.ts';
import {
  listChoices,
  reduceSchemaErrors,
  type SchemaError,
  suggestProperty,
} from './reduce-schema-errors.ts';
import { listNames, suggestName } from './suggest.ts';

/** A violation of a schema, in plain words. */
export interface SchemaViolation {
  /** Path of the offending value; with part `missing`, of what is not there. */
  readonly path: JsonPath;
  /** `key`: the name of the member at `path` is the offence. `missing`: `path` should exist. */
  readonly part: 'value' | 'key' | 'missing';
  readonly message: string;
  readonly suggestion?: string;
}

/** What a sentence calls a path: `"retries"`, `"outputs[0]"`, `stage "train"`. */
export type NamePath = (path: JsonPath) => string;

/** Turns ajv's errors (made with `allErrors` and `verbose`) into sentences: "Expected … to be …, got …". */
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

/** What a value should be, to follow "Expected … to". */
function describeExpectation(error: SchemaError): string {
  const { params, parentSchema } = error;
  const limit = String(params.limit);
  switch (error.keyword) {
    case 'type':
      return `be ${[params.type]
        .flat()
        .map((type) => TYPE_NAMES[String(type)] ?? String(type))
        .join(' or ')}`;
    case 'enum':
      return `be one of ${(params.allowedValues as JsonValue[]).map((value) => JSON.stringify(value)).join(', ')}`;
    case 'const':
      return `be ${JSON.stringify(params.allowedValue)}`;
    case 'pattern':
      return `be ${describePattern(error)}`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `be ${parentSchema?.type === 'integer' ? 'a whole number' : 'a number'} ${SIGNS[String(params.comparison)]} ${limit}`;
    case 'multipleOf':
      return `be a multiple of ${String(params.multipleOf)}`;
    case 'minItems':
      return `have at least ${count(limit, 'item')}`;
    case 'maxItems':
      return `have at most ${count(limit, 'item')}`;
    case 'minLength':
      return `have at least ${count(limit, 'character')}`;
    case 'maxLength':
      return `have at most ${count(limit, 'character')}`;
    case 'minProperties':
      return `have at least ${limit === '1' ? 'one member' : `${limit} members`}`;
    case 'maxProperties':
      return `have at most ${limit} members`;
    case 'anyOf':
    case 'oneOf':
      return describeUnion(error);
    default:
      // Keywords that our schemas do not use, in a user's own schema: ajv's words, "must match …".
      return (error.message ?? `satisfy ${error.keyword}`).replace(/^must /i, '');
  }
}

/** `be a number or "auto"` where each branch says plainly what it takes. */
function describeUnion(error: SchemaError): string {
  const branches = (error.schema as readonly Record<string, unknown>[]).map((branch) => {
    if ('const' in branch) return JSON.stringify(branch.const);
    if (Array.isArray(branch.enum)) return branch.enum.map((value) => JSON.stringify(value)).join(' or ');
    return TYPE_NAMES[String(branch.type)];
  });
  return branches.every((branch) => branch !== undefined)
    ? `be ${[...new Set(branches)].join(' or ')}`
    : `match ${error.keyword === 'oneOf' ? 'exactly one' : 'one'} of the ${branches.length} forms its schema allows`;
}

function describePattern(error: SchemaError): string {
  const words: unknown = error.parentSchema?.patternErrorMessage;
  return typeof words === 'string' ? words : `text that matches ${String(error.params.pattern)}`;
}

function suggestValue(error: SchemaError): string | undefined {
  if (error.keyword !== 'enum' || typeof error.data !== 'string') return undefined;
  const allowed = (error.params.allowedValues as JsonValue[]).filter((value) => typeof value === 'string');
  return suggestName(error.data, allowed);
}

/** A value as a sentence shows it: `"text"`, `3`, `an empty array`, `an object`. */
export function describeValue(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (isJsonObject(value)) return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function count(limit: string, noun: string): string {
  return `${limit} ${noun}${limit === '1' ? '' : 's'}`;
}

/** Path of a JSON pointer; segments that index an array become numbers. */
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

const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' };

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
};
