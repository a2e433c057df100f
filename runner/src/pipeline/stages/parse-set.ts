import type { JsonValue } from '../../base/json.ts';
import { parseJson } from '../document/parse-json.ts';
import type { Places } from '../document/places.ts';
import { createProblem, type Problem } from '../document/problem.ts';
import type { Place, SourceText } from '../document/source-text.ts';

/** One name of a path, and where it stands in the argument. */
export interface Segment {
  readonly name: string;
  readonly place: Place;
}

/** The parts of `--set FIRST.PATH=VALUE`. */
export interface Assignment {
  /** A stage, or a field of the document. */
  readonly first: Segment;
  readonly path: readonly Segment[];
  readonly value: JsonValue;
  readonly valuePlace: Place;
}

/** Parses a `--set` argument. VALUE is JSON; what is not JSON is a bare string. Returns problems where it cannot be parsed. */
export function parseSet(argument: string, places: Places): Assignment | Problem[] {
  const source: SourceText = { label: '--set', text: argument };
  const equals = argument.indexOf('=');
  const [first, ...path] = splitPath(source, equals);
  if (
    equals === -1 ||
    first === undefined ||
    [first, ...path].some(({ name }) => name === '' || name === '__proto__')
  ) {
    const whole = { source, offset: 0, length: argument.length };
    return [
      createProblem(whole, `Expected STAGE.PARAM=VALUE or FIELD=VALUE, got ${JSON.stringify(argument)}`),
    ];
  }
  const text = argument.slice(equals + 1);
  const valuePlace = { source, offset: equals + 1, length: text.length };
  if (/\p{Surrogate}/u.test(text))
    return [createProblem(valuePlace, 'This text has half of a surrogate pair, which has no UTF-8')];
  const parsed = parseJson(source, places, equals + 1);
  // A value that begins like JSON but is not JSON is a typing mistake, and no bare string. Nor is a number that is too long.
  const isNumber = /^\s*-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/.test(text) && !/^\s*-?0\d/.test(text);
  if (parsed.value === undefined && (isNumber || /^\s*[[{"]/.test(text))) return [...parsed.problems];
  return { first, path, value: parsed.value ?? text, valuePlace };
}

function splitPath(source: SourceText, end: number): Segment[] {
  let offset = 0;
  const names = source.text.slice(0, end === -1 ? undefined : end).split('.');
  return names.map((name) => {
    const place = { source, offset, length: name.length };
    offset += name.length + 1;
    return { name, place };
  });
}
