import { NotJsonError } from './errors.ts';

/**
 * Canonical JSON (RFC 8785, JSON Canonicalization Scheme): one text for one value, whatever the order its keys were
 * written in. Keys are sorted by UTF-16 code units (§3.2.3); numbers and strings are written as ECMAScript's
 * JSON.stringify writes them, which is what the RFC prescribes (§3.2.2). Written here, in one pass, because every
 * action's key goes through it on every run; a test compares it with the `canonicalize` package.
 * Object properties that are `undefined` are left out, as in JSON.stringify.
 * @throws NotJsonError for anything JSON has no text for: NaN, Infinity, undefined, functions, bigint, lone
 *   surrogates, objects of a class, cycles.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** Deeper than any value of ours, and far from the end of the stack. Ends cycles. */
const MAX_DEPTH = 1000;

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      if (!Number.isFinite(value)) throw refuse(String(value));
      // JSON.stringify writes -0 as 0 too.
      return String(value === 0 ? 0 : value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth > MAX_DEPTH) throw refuse('nested too deeply, or a cycle');
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth);
    default:
      throw refuse(typeof value);
  }
}

function writeArray(values: readonly unknown[], depth: number): string {
  let text = '[';
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + write(values[i], depth + 1);
  return `${text}]`;
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw refuse('an object of a class');
  const properties = value as Record<string, unknown>;
  let text = '';
  // The default order of sort() is that of UTF-16 code units.
  for (const key of Object.keys(properties).sort()) {
    const property = properties[key];
    if (property === undefined) continue;
    text += `${text === '' ? '' : ','}${writeString(key)}:${write(property, depth + 1)}`;
  }
  return `{${text}}`;
}

const PLAIN_TEXT = /^[ !#-[\]-~]*$/;

function writeString(text: string): string {
  if (PLAIN_TEXT.test(text)) return `"${text}"`;
  if (/\p{Surrogate}/u.test(text)) throw refuse('text with half a character');
  return JSON.stringify(text);
}

function refuse(what: string): NotJsonError {
  return new NotJsonError(`a value cannot be written as canonical JSON: it is or holds ${what}`);
}
