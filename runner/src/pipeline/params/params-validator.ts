import type { ErrorObject } from 'ajv';
import type { JsonObject } from '../../base/json.ts';

interface ParamsCheck {
  readonly errors: readonly ErrorObject[];
  /** Paths of files: the values that the schema marks with `"inputFile": true`. */
  readonly inputFiles: readonly string[];
  /** Modules that the program loads: the values that the schema marks with `"inputModule": true`. */
  readonly inputModules: readonly string[];
}

/** Checks params and fills in the schema's defaults, in place. */
export type ParamsValidator = (params: JsonObject) => ParamsCheck;

/** What a compiled schema calls for values under the keywords `inputFile` and `inputModule`. */
interface ParamsContext {
  addInputFiles(value: unknown): void;
  addInputModules(value: unknown): void;
}

/** A schema that an ajv of createParamsAjv has compiled, now or when the package was built. */
export interface CompiledSchema {
  (this: ParamsContext, value: unknown): boolean;
  errors?: ErrorObject[] | null | undefined;
}

export function createParamsValidator(validate: CompiledSchema): ParamsValidator {
  return (params) => {
    const inputFiles = new Set<string>();
    const inputModules = new Set<string>();
    const addTo = (paths: Set<string>) => (value: unknown) => {
      for (const path of [value].flat()) if (typeof path === 'string') paths.add(path);
    };
    const valid = validate.call(
      { addInputFiles: addTo(inputFiles), addInputModules: addTo(inputModules) },
      params,
    );
    return {
      errors: valid ? [] : (validate.errors ?? []),
      inputFiles: [...inputFiles],
      inputModules: [...inputModules],
    };
  };
}
