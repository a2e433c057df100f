import { _, Ajv2020, type Options } from 'ajv/dist/2020.js';
import type { JsonObject } from '../../base/json.ts';
import { createParamsValidator, type ParamsValidator } from './params-validator.ts';

/** An ajv for params schemas. The build compiles the schemas of our own stages with it (scripts/generate-types.ts). */
export function createParamsAjv(options: Options = {}): Ajv2020 {
  // Users write these schemas, so unknown keywords and formats are allowed. They are not checked against the meta-schema,
  // which would take longer than everything else. What ajv cannot compile is reported anyway.
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

/** A schema without `$schema`, for which ajv would need the meta-schema, and without `$id`, which may be in use from an earlier load of the file. */
export function stripIdentity({ $schema: _dialect, $id: _id, ...schema }: JsonObject): JsonObject {
  return schema;
}

let ajv: Ajv2020 | undefined;

/**
 * Compiles a params schema. Import this file only where a schema must be compiled, because ajv takes a while to load.
 * @throws Error of ajv where the schema cannot be compiled
 */
export function compileParamsSchema(schema: JsonObject): ParamsValidator {
  ajv ??= createParamsAjv();
  return createParamsValidator(ajv.compile(stripIdentity(schema)));
}
