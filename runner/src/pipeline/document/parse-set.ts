import type { JsonValue } from '../../base/json.ts';
import { parseJson } from './parse-json.ts';
import type { Places } from './places.ts';
import { createProblem, type Problem } from './problem.ts';
import type { Place, SourceText } from './source-text.ts';

/** One name of a path, and where it stands in the argument. */
export interface Segment {
  readonly name: string;
  readonly place: Place;
}

/** `--set STAGE.PATH=VALUE`, taken apart. */
export interface Assignment {
  readonly stage: Segment;
  /** At least one. */
  readonly path: readonly Segment[];
  readonly value: JsonValue;
  readonly valuePlace: Place;
}

/** Takes a `--set` argument apart; VALUE is JSON, or else a bare string. */
export function parseSet(argument: string, places: Places): Assignment | Problem[] {
  const source: SourceText = { label: '--set', text: argument };
  const equals = argument.indexOf('=');
  const [stage, ...path] = splitPath(source, equals);
  if (
    equals === -1 ||
    stage === undefined ||
    path.length === 0 ||
    [stage, ...path].some(({ name }) => name === '' || name === '__proto__')
  ) {
    const whole = { source, offset: 0, length: argument.length };
    return [createProblem(whole, `Expected STAGE.PARAM=VALUE, got ${JSON.stringify(argument)}`)];
  }
  const parsed = parseJson(source, places, equals + 1);
  const text = argument.slice(equals + 1);
  // What starts like JSON and is none is a typing mistake rather than a string.
  if (hasSurrogate(text))
    return [
      createProblem(
        { source, offset: equals + 1, length: text.length },
        'This text has half of a surrogate pair, which has no UTF-8',
      ),
    ];
  if (parsed.value === undefined && /^\s*[[{"]/.test(text)) return [...parsed.problems];
  const valuePlace = { source, offset: equals + 1, length: text.length };
  return { stage, path, value: parsed.value ?? text, valuePlace };
}

function hasSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
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
