import { isJsonObject, type JsonValue } from '../../base/json.ts';
import type { SchemaError } from './reduce-schema-errors.ts';

/** What a schema wants of a value, to follow "Expected … to". */
export function describeExpectation(error: SchemaError): string {
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
      // A keyword that only a user's own schema has. ajv describes it as "must match …".
      return (error.message ?? `satisfy ${error.keyword}`).replace(/^must /i, '');
  }
}

/** `be a number or "auto"`, where each branch names a type or its values. */
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

/** What a `pattern` wants, in the words of its schema's `patternErrorMessage` where there are some. */
export function describePattern(error: SchemaError): string {
  const words: unknown = error.parentSchema?.patternErrorMessage;
  return typeof words === 'string' ? words : `text that matches ${String(error.params.pattern)}`;
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
