import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { JsonObject } from './json.ts';

interface ParamsCheck {
  readonly errors: readonly ErrorObject[];
  /** Values of the places that the schema marks with `"inputFile": true`: paths of files. */
  readonly inputFiles: readonly string[];
}

/** Checks params and fills in the schema's defaults, in place. */
export type ParamsValidator = (params: JsonObject) => ParamsCheck;

let inputFiles = new Set<string>();
let ajv: Ajv2020 | undefined;

function createAjv(): Ajv2020 {
  // Schemas are the users' own: unknown keywords and formats are theirs. Checking them against the meta-schema
  // would take longer than everything else; what ajv cannot compile is reported all the same.
  const options = {
    allErrors: true,
    verbose: true,
    useDefaults: true,
    validateFormats: false,
    addUsedSchema: false,
  };
  const created = new Ajv2020({
    ...options,
    strict: false,
    validateSchema: false,
    meta: false,
    logger: false,
  });
  created.addKeyword({
    keyword: 'inputFile',
    schemaType: 'boolean',
    validate: (marked: boolean, data: unknown) => {
      if (marked) for (const value of [data].flat()) if (typeof value === 'string') inputFiles.add(value);
      return true;
    },
  });
  return created;
}

/**
 * Compiles a params schema. Imported only by pipelines that have one, since ajv takes a while to load.
 * @throws Error of ajv where the schema cannot be compiled.
 */
export function compileParamsSchema(schema: JsonObject): ParamsValidator {
  ajv ??= createAjv();
  // `$schema` would need the meta-schema; `$id` would clash with an earlier load of the same file.
  const { $schema: _dialect, $id: _id, ...rest } = schema;
  const validate = ajv.compile(rest);
  return (params) => {
    inputFiles = new Set();
    const valid = validate(params);
    return { errors: valid ? [] : (validate.errors ?? []), inputFiles: [...inputFiles] };
  };
}
