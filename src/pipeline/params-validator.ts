import type { ErrorObject } from 'ajv';
import type { JsonObject } from './json.ts';

interface ParamsCheck {
  readonly errors: readonly ErrorObject[];
  /** Values of the places that the schema marks with `"inputFile": true`: paths of files. */
  readonly inputFiles: readonly string[];
}

/** Checks params and fills in the schema's defaults, in place. */
export type ParamsValidator = (params: JsonObject) => ParamsCheck;

/** What a compiled schema calls where it finds the keyword `inputFile`. */
interface ParamsContext {
  addInputFiles(value: unknown): void;
}

/** A schema compiled by ajv with createParamsAjv's options, now or ahead of time. */
export interface CompiledSchema {
  (this: ParamsContext, value: unknown): boolean;
  errors?: ErrorObject[] | null | undefined;
}

export function createParamsValidator(validate: CompiledSchema): ParamsValidator {
  return (params) => {
    const inputFiles = new Set<string>();
    const context: ParamsContext = {
      addInputFiles: (value) => {
        for (const path of [value].flat()) if (typeof path === 'string') inputFiles.add(path);
      },
    };
    const valid = validate.call(context, params);
    return { errors: valid ? [] : (validate.errors ?? []), inputFiles: [...inputFiles] };
  };
}
