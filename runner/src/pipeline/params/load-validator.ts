import { loadCompiledSchemas } from './compiled-schemas.ts';
import type { ParamsSchema } from './params-schema.ts';
import { createParamsValidator, type ParamsValidator } from './params-validator.ts';

/**
 * The validator of a params schema: compiled already, or else compiled now by ajv, which takes a while to load.
 * @throws Error of ajv where the schema cannot be compiled
 */
export async function loadValidator({ schema = {}, digest = '' }: ParamsSchema): Promise<ParamsValidator> {
  const compiled = (await loadCompiledSchemas())[digest];
  if (compiled !== undefined) return createParamsValidator(compiled);
  const { compileParamsSchema } = await import('./compile-params-schema.ts');
  return compileParamsSchema(schema);
}
