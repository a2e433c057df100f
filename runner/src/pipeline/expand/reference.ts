import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { DEFAULT_NAME, type PipelineDocument } from '../document/document.ts';
import type { JsonPath } from '../document/places.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import type { Axis } from './axis-values.ts';
import type { Point } from './expand-axes.ts';

/** What templates may refer to. */
export interface TemplateScope {
  readonly document: PipelineDocument;
  readonly stage: string;
  readonly axes: readonly Axis[];
  readonly seed: number;
  /** Whether `${axis.NAME.FIELD?}` may leave a member or item out. */
  readonly mayOmit?: boolean;
}

/** What a template means: the text between `${` and `}`, compiled. */
export type Reference =
  | { readonly kind: 'constant'; readonly value: JsonValue }
  | {
      readonly kind: 'axis';
      readonly axis: number;
      readonly field: readonly string[];
      /** Where a value does not have the field, the whole member or item is left out. */
      readonly optional?: boolean;
    };

/** Stands for a member or item that is left out. Compared by identity. */
export const OMITTED: JsonObject = {};

/** The value of a reference at a point; OMITTED where an optional field is not there. */
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

/** Fields of pipeline.json that a text for readers may repeat, by the name of their template. */
const documentFields = { 'pipeline.name': 'name', 'pipeline.description': 'description' } as const;

/**
 * Compiles `axis.NAME`, `axis.NAME.FIELD`, `seed`, `profile`, `pipeline.name` or `pipeline.description`. Reports anything else,
 * and returns undefined for it.
 */
export function compileReference(
  name: string,
  path: JsonPath,
  scope: TemplateScope,
  rules: ReferenceRules,
): Reference | undefined {
  if (name === 'seed') return { kind: 'constant', value: scope.seed };
  if (name === 'profile') return { kind: 'constant', value: scope.document.profile };
  if (Object.hasOwn(documentFields, name)) {
    return compileDocumentField(name as keyof typeof documentFields, path, scope);
  }
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

function compileDocumentField(
  name: keyof typeof documentFields,
  path: JsonPath,
  { document }: TemplateScope,
): Reference | undefined {
  const field = documentFields[name];
  const value = document.root[field] ?? (field === 'name' ? DEFAULT_NAME : undefined);
  if (value !== undefined) return { kind: 'constant', value };
  document.report(
    path,
    `The pipeline has no ${field} for \${${name}}; add ${JSON.stringify(field)} to the document`,
    {
      span: `\${${name}}`,
    },
  );
  return undefined;
}

function reportUnknown(
  name: string,
  path: JsonPath,
  { document, stage, axes }: TemplateScope,
  rules: ReferenceRules,
): void {
  const axisNames = axes.map((axis) => `axis.${axis.name}`);
  const [namespace, axisName, ...field] = name.split('.');
  const known = [...axisNames, 'seed', 'profile', ...Object.keys(documentFields), ...(rules.others ?? [])];
  const near = suggestName([namespace, axisName].filter((part) => part !== undefined).join('.'), known);
  const suggestion = near === undefined ? undefined : `\${${[near, ...field].join('.')}}`;
  const message =
    namespace === 'axis' && axisName !== undefined
      ? `Stage ${JSON.stringify(stage)} has no axis ${JSON.stringify(axisName)}; axes: ${listNames(axes.map((axis) => axis.name))}`
      : `Unknown template \${${name}}; known here: ${known.map((one) => `\${${one}}`).join(', ')}`;
  document.report(path, message, { span: `\${${name}}`, suggestion });
}

/** Reports values of the axis that do not have the field, or whose field cannot stand inside a text. */
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
    // No value needs to have an optional field. It is taken for a typing mistake where a field with nearly that name is there.
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
