import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import type { JsonPath } from '../document/places.ts';
import type { Point } from './expand-axes.ts';
import {
  compileReference,
  OMITTED,
  type Reference,
  resolveReference,
  type TemplateScope,
} from './reference.ts';

/** A value with its templates compiled. */
export interface Template {
  /** Whether it has the same value at every point. */
  readonly constant: boolean;
  resolve(point: Point): JsonValue;
}

/** A short text that names a long value often enough would fill the memory. */
const MAX_REFERENCES = 1000;
const MAX_TEXT_LENGTH = 1_000_000;

const TEMPLATE = /\$\$\{|\$\{([^{}]*)\}/g;

/**
 * Compiles the templates in a JSON value. Property names have none. A string that is one template alone takes the JSON
 * type of what it names; in a longer string, the value becomes text. `$${` is a literal `${`. `${axis.NAME.FIELD?}` alone
 * leaves the member or item out where the value has no such field. Unknown names, and other fields that a value of the
 * axis does not have, are reported at their place.
 */
export function compileTemplates(value: JsonValue, path: JsonPath, scope: TemplateScope): Template {
  if (typeof value === 'string') return compileText(value, path, scope);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compileTemplates(item, [...path, index], scope));
    if (items.every(({ constant }) => constant))
      return constantTemplate(items.map((item) => item.resolve(NO_POINT)));
    return {
      constant: false,
      resolve: (point) => items.map((item) => item.resolve(point)).filter((item) => item !== OMITTED),
    };
  }
  if (!isJsonObject(value)) return constantTemplate(value);
  const members = Object.entries(value).map(
    ([key, member]) => [key, compileTemplates(member, [...path, key], scope)] as const,
  );
  const resolve = (point: Point): JsonValue => {
    const object: JsonObject = {};
    for (const [key, member] of members) {
      const value = member.resolve(point);
      if (value !== OMITTED) object[key] = value;
    }
    return object;
  };
  return members.every(([, { constant }]) => constant)
    ? constantTemplate(resolve(NO_POINT))
    : { constant: false, resolve };
}

/** Passed to constant templates, which do not look at it. */
const NO_POINT: Point = { id: '', values: [], axes: {} };

function constantTemplate(value: JsonValue): Template {
  return { constant: true, resolve: () => value };
}

function compileText(text: string, path: JsonPath, scope: TemplateScope): Template {
  if (!text.includes('${')) return constantTemplate(text);
  const parts: (string | Reference)[] = [];
  let end = 0;
  const count = text.split('${', MAX_REFERENCES + 2).length - 1;
  if (count > MAX_REFERENCES) {
    scope.document.report(path, `This text has more than ${MAX_REFERENCES} templates`);
    return constantTemplate('');
  }
  for (const match of text.matchAll(TEMPLATE)) {
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[1] === undefined) parts.push('${');
    else {
      const isWhole = match[0].length === text.length;
      parts.push(
        compileReference(match[1], path, scope, {
          mayBeStructure: isWhole,
          mayOmit: isWhole && scope.mayOmit === true,
        }) ?? {
          kind: 'constant',
          value: '',
        },
      );
    }
  }
  parts.push(text.slice(end));
  const used = parts.filter((part) => part !== '');
  const [only] = used;
  if (used.length === 1 && typeof only === 'object') {
    return { constant: only.kind === 'constant', resolve: (point) => resolveReference(only, point) };
  }
  let told = false;
  const resolve = (point: Point) => {
    const texts = used.map((part) =>
      typeof part === 'string' ? part : toText(resolveReference(part, point)),
    );
    if (texts.reduce((length, one) => length + one.length, 0) <= MAX_TEXT_LENGTH) return texts.join('');
    if (!told) scope.document.report(path, `This text becomes longer than ${MAX_TEXT_LENGTH} characters`);
    told = true;
    return '';
  };
  const constant = used.every((part) => typeof part === 'string' || part.kind === 'constant');
  return constant ? constantTemplate(resolve(NO_POINT)) : { constant, resolve };
}

/** A JSON value inside a longer text: text as it is, everything else as JSON writes it. */
export function toText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
