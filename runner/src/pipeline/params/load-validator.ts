import type { ParamsSchema } from './params-schema.ts';
import { type CompiledSchema, createParamsValidator, type ParamsValidator } from './params-validator.ts';

/** SHA-256 of a schema's file → the schema, compiled when the package was built. */
type CompiledSchemas = Readonly<Record<string, CompiledSchema | undefined>>;

let loadCompiledSchemas: () => Promise<CompiledSchemas> = async () => ({});

/** For the package that brings the command: offers the schemas that its build has compiled. Called once, at the start. */
export function offerCompiledSchemas(loader: () => Promise<CompiledSchemas>): void {
  loadCompiledSchemas = loader;
}

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
