import type { CompiledSchema } from './params-validator.ts';

type CompiledSchemas = Readonly<Record<string, CompiledSchema | undefined>>;

let load: () => Promise<CompiledSchemas> = async () => ({});

/** The package that brings the command offers the schemas that it compiled when it was built. Called once, at the start. */
export function offerCompiledSchemas(loader: () => Promise<CompiledSchemas>): void {
  load = loader;
}

/** SHA-256 of a schema's file → the schema, compiled ahead of time. */
export function loadCompiledSchemas(): Promise<CompiledSchemas> {
  return load();
}
