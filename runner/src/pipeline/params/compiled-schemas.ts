import type { CompiledSchema } from './params-validator.ts';

/** SHA-256 of a schema's file → the schema, compiled when the package was built. */
type CompiledSchemas = Readonly<Record<string, CompiledSchema | undefined>>;

let load: () => Promise<CompiledSchemas> = async () => ({});

/** For the package that brings the command: offers the schemas that its build has compiled. Called once, at the start. */
export function offerCompiledSchemas(loader: () => Promise<CompiledSchemas>): void {
  load = loader;
}

export function loadCompiledSchemas(): Promise<CompiledSchemas> {
  return load();
}
