import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import type { PipelineDocument } from '../document/document.ts';
import type { JsonPath } from '../document/places.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import type { Axis, Point } from './expand-axes.ts';

/** What templates may refer to. */
export interface TemplateScope {
  readonly document: PipelineDocument;
  readonly stage: string;
  readonly axes: readonly Axis[];
  readonly seed: number;
  /** Whether a member or item may be left out: `${axis.NAME.FIELD?}` where the value has no such field. */
  readonly mayOmit?: boolean;
}

/** A value with its templates compiled. */
export interface Template {
  /** The same at every point. */
  readonly constant: boolean;
  resolve(point: Point): JsonValue;
}

/** What stands between `${` and `}`. */
export type Reference =
  | { readonly kind: 'constant'; readonly value: JsonValue }
  | {
      readonly kind: 'axis';
      readonly axis: number;
      readonly field: readonly string[];
      /** A value without the field leaves out the whole member or item. */
      readonly optional?: boolean;
    };

/** Stands for a member or item that is left out. Known by its identity. */
const OMITTED: JsonObject = {};

/** Short texts can become as long as any memory holds, by naming a long value often enough. */
const MAX_REFERENCES = 1000;
const MAX_TEXT_LENGTH = 1_000_000;

const TEMPLATE = /\$\$\{|\$\{([^{}]*)\}/g;

/**
 * Compiles the templates in a JSON value (property names are left as they are). A string that is one template alone
 * takes the JSON type of what it names; within a longer string, text and primitives are put in. `$${` is `${`.
 * `${axis.NAME.FIELD?}` alone leaves the member or item out where the value has no such field.
 * Unknown names, and other fields that a value of the axis lacks, are reported at their place.
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

/** Constant templates never look at their point. */
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

/** Value of a reference at a point. */
export function resolveReference(reference: Reference, point: Point): JsonValue {
  if (reference.kind === 'constant') return reference.value;
  const value = point.values[reference.axis];
  if (value === undefined) return null;
  if (reference.field.length === 0) return value.name;
  const found = readField(value.fields ?? { name: value.name }, reference.field);
  return found ?? (reference.optional === true ? OMITTED : null);
}

export interface ReferenceRules {
  /** Whether arrays and objects may stand here: not inside a longer text. */
  readonly mayBeStructure: boolean;
  /** Whether `?` may stand after a field. */
  readonly mayOmit?: boolean;
  /** Further names that are allowed here, for suggestions. */
  readonly others?: readonly string[];
}

/** Compiles `axis.NAME`, `axis.NAME.FIELD`, `seed` or `profile`; reports anything else and returns undefined. */
export function compileReference(
  name: string,
  path: JsonPath,
  scope: TemplateScope,
  rules: ReferenceRules,
): Reference | undefined {
  if (name === 'seed') return { kind: 'constant', value: scope.seed };
  if (name === 'profile') return { kind: 'constant', value: scope.document.profile };
  const optional = name.endsWith('?') && rules.mayOmit === true;
  const [namespace, axisName, ...field] = (optional ? name.slice(0, -1) : name).split('.');
  const axis = scope.axes.findIndex((candidate) => namespace === 'axis' && candidate.name === axisName);
  const declared = scope.axes[axis];
  if (declared === undefined || (optional && field.length === 0)) {
    reportUnknown(name, path, scope, rules);
    return undefined;
  }
  const reference = { kind: 'axis', axis, field, ...(optional ? { optional } : {}) } as const;
  return checkFields(reference, declared, name, path, scope, rules) ? reference : undefined;
}

function reportUnknown(
  name: string,
  path: JsonPath,
  { document, stage, axes }: TemplateScope,
  rules: ReferenceRules,
): void {
  const axisNames = axes.map((axis) => `axis.${axis.name}`);
  const [namespace, axisName, ...field] = name.split('.');
  const known = [...axisNames, 'seed', 'profile', ...(rules.others ?? [])];
  const near = suggestName([namespace, axisName].filter((part) => part !== undefined).join('.'), known);
  const suggestion = near === undefined ? undefined : `\${${[near, ...field].join('.')}}`;
  const message =
    namespace === 'axis' && axisName !== undefined
      ? `Stage ${JSON.stringify(stage)} has no axis ${JSON.stringify(axisName)}; axes: ${listNames(axes.map((axis) => axis.name))}`
      : `Unknown template \${${name}}; known here: ${known.map((one) => `\${${one}}`).join(', ')}`;
  document.report(path, message, { span: `\${${name}}`, suggestion });
}

/** Reports axis values that lack the field, or whose field cannot stand inside a text. */
function checkFields(
  { field, optional }: Extract<Reference, { kind: 'axis' }>,
  declared: Axis,
  name: string,
  path: JsonPath,
  { document }: TemplateScope,
  { mayBeStructure }: ReferenceRules,
): boolean {
  const span = `\${${name}}`;
  const resolved = declared.values.map((value) => ({
    value,
    found: field.length === 0 ? value.name : readField(value.fields ?? { name: value.name }, field),
  }));
  const lacking = resolved.filter(({ found }) => found === undefined);
  const [first] = lacking;
  const known = new Set(declared.values.flatMap(({ fields }) => Object.keys(fields ?? { name: '' })));
  if (optional === true) {
    // A field that no value has is a typing mistake only where it resembles one that is there.
    const near = lacking.length < resolved.length ? undefined : suggestName(field[0] ?? '', known);
    if (near === undefined || near === field[0]) return true;
    const message = `Axis ${JSON.stringify(declared.name)} has no field ${JSON.stringify(field.join('.'))} in any value`;
    document.report(path, message, { span, suggestion: `\${axis.${declared.name}.${near}?}` });
    return false;
  }
  if (first !== undefined) {
    const values = listNames(lacking.map(({ value }) => String(value.name)));
    const message = `Axis ${JSON.stringify(declared.name)} has no field ${JSON.stringify(field.join('.'))} in its value${lacking.length === 1 ? '' : 's'} ${values} (${document.describePlace(first.value.path)})`;
    const near = suggestName(field[0] ?? '', known);
    document.report(path, message, {
      span,
      suggestion: near === undefined ? undefined : `\${axis.${declared.name}.${near}}`,
    });
    return false;
  }
  const structure = mayBeStructure
    ? undefined
    : resolved.find(({ found }) => typeof found === 'object' && found !== null);
  if (structure === undefined) return true;
  const kind = Array.isArray(structure.found) ? 'an array' : 'an object';
  document.report(
    path,
    `${span} is ${kind} for ${JSON.stringify(structure.value.name)}, which cannot stand inside a longer text`,
    { span },
  );
  return false;
}

function readField(fields: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = fields;
  for (const name of path)
    value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}
