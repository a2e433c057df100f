import { _, Ajv2020, type Options } from 'ajv/dist/2020.js';
import type { JsonObject } from '../../base/json.ts';
import { createParamsValidator, type ParamsValidator } from './params-validator.ts';

/** An ajv for params schemas; scripts/generate-types.ts compiles the ones that we ship ahead of time with it. */
export function createParamsAjv(options: Options = {}): Ajv2020 {
  // Schemas are the users' own: unknown keywords and formats are theirs. Checking them against the meta-schema
  // would take longer than everything else; what ajv cannot compile is reported all the same.
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    useDefaults: true,
    validateFormats: false,
    addUsedSchema: false,
    passContext: true,
    strict: false,
    validateSchema: false,
    meta: false,
    logger: false,
    ...options,
  });
  ajv.addKeyword({
    keyword: 'inputFile',
    schemaType: 'boolean',
    code: ({ gen, data, schema }) => {
      if (schema === true) gen.code(_`this.addInputFiles(${data})`);
    },
  });
  return ajv.addKeyword({
    keyword: 'inputModule',
    schemaType: 'boolean',
    code: ({ gen, data, schema }) => {
      if (schema === true) gen.code(_`this.addInputModules(${data})`);
    },
  });
}

/** What ajv compiles of a schema file: `$schema` would need the meta-schema; `$id` would clash with an earlier load of the same file. */
export function stripIdentity({ $schema: _dialect, $id: _id, ...schema }: JsonObject): JsonObject {
  return schema;
}

let ajv: Ajv2020 | undefined;

/**
 * Compiles a params schema. Imported only by pipelines that have one of their own, since ajv takes a while to load.
 * @throws Error of ajv where the schema cannot be compiled.
 */
export function compileParamsSchema(schema: JsonObject): ParamsValidator {
  ajv ??= createParamsAjv();
  return createParamsValidator(ajv.compile(stripIdentity(schema)));
}
