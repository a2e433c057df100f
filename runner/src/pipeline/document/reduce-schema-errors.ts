import type { ErrorObject } from 'ajv';
import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { suggestName } from './suggest.ts';

export type SchemaError = ErrorObject<string, Record<string, unknown>, unknown>;

const MAX_ERRORS = 1000;

interface Branch {
  readonly $ref?: string;
  readonly required?: readonly string[];
}

/**
 * Drops errors that only repeat another one. Of a failed `anyOf` or `oneOf` it keeps the errors of the one branch whose
 * type fits, or else one error about the whole. Of a misspelt member it keeps the error about the unknown name, and drops
 * the one about the missing member.
 */
export function reduceSchemaErrors(all: readonly SchemaError[]): SchemaError[] {
  // Every error is compared with every other one, so their number is limited. Nobody reads more.
  const errors = all.slice(0, MAX_ERRORS);
  const dropped = new Set(errors.filter(({ keyword }) => keyword === 'propertyNames' || keyword === 'if'));
  for (const union of errors) {
    if (union.keyword !== 'anyOf' && union.keyword !== 'oneOf') continue;
    for (const error of listUnionEchoes(union, errors)) dropped.add(error);
    // The value should be an object and is not, which is an error of its own.
    if (listChoices(union) !== undefined && !isJsonObject(union.data as JsonValue)) dropped.add(union);
  }
  const misspelt = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  for (const missing of errors) {
    const names = missing.keyword === 'required' ? [missing.params.missingProperty] : listChoices(missing);
    const isMisspelling = (error: SchemaError) =>
      error.instancePath === missing.instancePath && names?.includes(suggestProperty(error) ?? '');
    if (misspelt.some(isMisspelling)) dropped.add(missing);
  }
  return errors.filter((error) => !dropped.has(error));
}

/** The property that an unknown one was probably meant to be: one of the schema's that the user has not set. */
export function suggestProperty(error: SchemaError): string | undefined {
  const present = error.data as JsonObject;
  const known = Object.entries((error.parentSchema?.properties as Record<string, unknown> | undefined) ?? {});
  const free = known.filter(([name, schema]) => !Object.hasOwn(present, name) || hasDefault(schema));
  return suggestName(
    String(error.params.additionalProperty),
    free.map(([name]) => name),
  );
}

function hasDefault(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'default' in schema;
}

/** `a` and `b` for `oneOf: [{required: ["a"]}, {required: ["b"]}]`. Undefined for other unions. */
export function listChoices(union: SchemaError): string[] | undefined {
  if (union.keyword !== 'anyOf' && union.keyword !== 'oneOf') return undefined;
  const names = (union.schema as readonly Branch[]).map(({ required, ...rest }) =>
    Object.keys(rest).length === 0 && required?.length === 1 ? required[0] : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

function listUnionEchoes(union: SchemaError, errors: readonly SchemaError[]): SchemaError[] {
  const branches = (union.schema as readonly Branch[]).map(({ $ref }, index) => {
    const prefix = $ref ?? `${union.schemaPath}/${index}`;
    return errors.filter((error) => isInside(error, union.instancePath, prefix));
  });
  const fitting = branches.filter(
    (branch) => branch.length > 0 && !branch.some((error) => isWrongKind(error, union)),
  );
  const [best] = fitting;
  if (best === undefined || fitting.length > 1 || listChoices(union) !== undefined) return branches.flat();
  return [union, ...branches.flat().filter((error) => !best.includes(error))];
}

function isInside(error: SchemaError, instancePath: string, schemaPrefix: string): boolean {
  const { instancePath: path, schemaPath } = error;
  return (
    schemaPath.startsWith(`${schemaPrefix}/`) &&
    (path === instancePath || path.startsWith(`${instancePath}/`))
  );
}

/** Whether the branch wants a value of another type or another constant, so that the user did not mean this branch. */
function isWrongKind(error: SchemaError, union: SchemaError): boolean {
  return error.instancePath === union.instancePath && ['type', 'const', 'enum'].includes(error.keyword);
}
