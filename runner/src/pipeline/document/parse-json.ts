import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { Places } from './places.ts';
import { createProblem, type Problem } from './problem.ts';
import { findLineColumn, type Place, type SourceText } from './source-text.ts';

const MAX_DEPTH = 200;
/** Nobody reads more. */
const MAX_PROBLEMS = 200;

/** Messages by jsonc-parser's names of its error codes. */
const SYNTAX_MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'Expected a JSON value (text stands in double quotes)',
  InvalidNumberFormat: 'Expected a JSON number',
  PropertyNameExpected: 'Expected a property name in double quotes',
  ValueExpected: 'Expected a value',
  ColonExpected: 'Expected ":" after the property name',
  CommaExpected: 'Expected "," between items',
  CloseBraceExpected: 'Expected "}"',
  CloseBracketExpected: 'Expected "]"',
  EndOfFileExpected: 'Expected nothing after the end of the document',
  InvalidCommentToken: 'Comments are not allowed: this file is plain JSON (use "description")',
  UnexpectedEndOfComment: 'Comments are not allowed: this file is plain JSON (use "description")',
  UnexpectedEndOfString: 'This text has no closing double quote',
  UnexpectedEndOfNumber: 'Expected a JSON number',
  InvalidUnicode: 'Expected four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'Unknown escape: JSON has \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX',
  InvalidCharacter: 'Control characters in text must be written as escapes, a tab as \\t',
};

export interface ParsedJson {
  /** Undefined where there are problems. */
  readonly value: JsonValue | undefined;
  /** Place of the whole value. */
  readonly place: Place;
  readonly problems: readonly Problem[];
}

/**
 * Parses strict JSON and records in `places` where each part stands. Comments, trailing commas, duplicate keys,
 * `__proto__` keys, numbers that a double does not hold as they are written, and lone surrogates (which have no UTF-8) are
 * problems too.
 * @param start where the JSON begins in the source, for `--set stage.param=JSON`
 */
export function parseJson(source: SourceText, places: Places, start = 0): ParsedJson {
  const text = source.text.slice(start);
  const at = (offset: number, length: number): Place => ({ source, offset: start + offset, length });
  if (text.trim() === '') {
    const place = at(0, 1);
    return {
      value: undefined,
      place,
      problems: [createProblem(place, 'Expected a JSON document, got an empty text')],
    };
  }
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) {
    const place = at(tooDeep, 1);
    return {
      value: undefined,
      place,
      problems: [createProblem(place, `Nested deeper than ${MAX_DEPTH} levels`)],
    };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const problems = describeSyntaxErrors(text, errors, at);
  const place = tree === undefined ? at(0, text.length) : at(tree.offset, tree.length);
  if (tree === undefined || errors.length > 0) return { value: undefined, place, problems };
  const value = toValue(tree, at, places, problems);
  return { value: problems.length === 0 ? value : undefined, place, problems };
}

type PlaceMaker = (offset: number, length: number) => Place;

/** Offset of the first bracket that is nested too deeply. Looked for before parsing, because the parser recurses. */
function findTooDeep(text: string): number | undefined {
  let depth = 0;
  for (const match of text.matchAll(/"(?:[^"\\]+|\\.)*"?|[[{]|[\]}]/gs)) {
    const token = match[0];
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth > MAX_DEPTH) return match.index;
  }
  return undefined;
}

/** The first error of each line. The parser goes on after a mistake, and often reports it again on the same line. */
function describeSyntaxErrors(text: string, errors: readonly ParseError[], at: PlaceMaker): Problem[] {
  const problems = new Map<number, Problem>();
  for (const { error: code, offset, length } of errors) {
    if (problems.size >= MAX_PROBLEMS) break;
    const error = printParseErrorCode(code);
    const comma = findTrailingComma(text, error, offset);
    const problem =
      comma === undefined
        ? createProblem(at(offset, Math.max(1, length)), SYNTAX_MESSAGES[error] ?? 'This is not JSON')
        : createProblem(at(comma, 1), 'A comma before a closing bracket is not allowed in JSON');
    const { line } = findLineColumn(text, comma ?? offset);
    if (!problems.has(line)) problems.set(line, problem);
  }
  return [...problems.values()];
}

function findTrailingComma(text: string, error: string, offset: number): number | undefined {
  if (error !== 'PropertyNameExpected' && error !== 'ValueExpected') return undefined;
  if (text[offset] !== '}' && text[offset] !== ']') return undefined;
  const before = text.slice(0, offset).trimEnd();
  return before.endsWith(',') ? before.length - 1 : undefined;
}

function toValue(node: Node, at: PlaceMaker, places: Places, problems: Problem[]): JsonValue {
  if (node.type === 'object') return toObject(node, at, places, problems);
  if (node.type === 'array') {
    return (node.children ?? []).reduce<JsonValue[]>((items, child, index) => {
      const place = at(child.offset, child.length);
      places.set(items, index, { key: place, value: place });
      items.push(toValue(child, at, places, problems));
      return items;
    }, []);
  }
  const value = node.value as JsonValue;
  const place = at(node.offset, node.length);
  if (typeof value === 'string' && hasLoneSurrogate(value)) {
    note(problems, () => createProblem(place, 'This text has half of a surrogate pair, which has no UTF-8'));
  }
  if (typeof value === 'number') {
    const fault = findNumberFault(place.source.text.slice(place.offset, place.offset + place.length), value);
    if (fault !== undefined) note(problems, () => createProblem(place, fault));
  }
  return value;
}

/** What is wrong with a number that would not come out as it was written. */
function findNumberFault(text: string, value: number): string | undefined {
  if (!Number.isFinite(value)) return `This number is too large. ${AS_TEXT}`;
  if (normalizeDecimal(text) === normalizeDecimal(String(value))) return undefined;
  return `This number has more digits than a double holds: it would become ${value}. ${AS_TEXT}`;
}

const AS_TEXT = 'Write it in double quotes to keep it as text';

/** One text for one decimal number: digits without zeros at their ends, and the exponent of the last one. */
function normalizeDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

function toObject(node: Node, at: PlaceMaker, places: Places, problems: Problem[]): JsonObject {
  const object: JsonObject = {};
  for (const { children } of node.children ?? []) {
    const [keyNode, valueNode] = children ?? [];
    if (keyNode === undefined || valueNode === undefined) continue;
    const key = keyNode.value as string;
    const keyPlace = at(keyNode.offset, keyNode.length);
    const previous = places.get(object, key);
    if (previous !== undefined) {
      const { line } = findLineColumn(previous.key.source.text, previous.key.offset);
      note(problems, () =>
        createProblem(keyPlace, `Duplicate property ${shorten(key)}, first on line ${line}`),
      );
    } else if (key === '__proto__' || hasLoneSurrogate(key)) {
      note(problems, () => createProblem(keyPlace, `${shorten(key)} cannot be a property name`));
    } else {
      places.set(object, key, { key: keyPlace, value: at(valueNode.offset, valueNode.length) });
      object[key] = toValue(valueNode, at, places, problems);
    }
  }
  return object;
}

function note(problems: Problem[], create: () => Problem): void {
  if (problems.length < MAX_PROBLEMS) problems.push(create());
}

function shorten(key: string): string {
  return JSON.stringify(key.length > 60 ? `${key.slice(0, 57)}…` : key);
}

function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
