import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { digestBytes } from '../../base/digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { leavesFolder, resolveProgram } from '../programs/resolve-program.ts';

export interface ParamsSchema {
  /** How messages name the file: relative to the pipeline's folder, or as a file of a package. */
  readonly label: string;
  readonly file: string;
  readonly schema?: JsonObject;
  /** SHA-256 of the file. */
  readonly digest?: string;
  /** Why the file cannot be used as a schema. */
  readonly fault?: string;
}

/** The two fields of a stage that say where the schema of its params is. Of any type, as the document may be invalid. */
export interface SchemaHolder {
  readonly program?: JsonValue;
  readonly paramsSchema?: JsonValue;
}

/**
 * Finds and reads the schema of a stage's params: the file that `paramsSchema` names, or else
 * schemas/stages/PROGRAM.schema.json in the pipeline's folder or in the program's package.
 * Undefined where there is none. Params are not checked then.
 */
export function findParamsSchema(baseDir: string, stage: SchemaHolder): ParamsSchema | undefined {
  if (typeof stage.paramsSchema === 'string') {
    if (leavesFolder(stage.paramsSchema)) return undefined;
    return (
      readSchema(path.resolve(baseDir, stage.paramsSchema), stage.paramsSchema) ??
      missing(baseDir, stage.paramsSchema)
    );
  }
  if (typeof stage.program !== 'string') return undefined;
  const resolved = resolveProgram(baseDir, stage.program);
  if (resolved === undefined) return undefined;
  const relative = `schemas/stages/${path.parse(resolved.path).name}.schema.json`;
  const label = resolved.kind === 'file' ? relative : `${relative} of ${JSON.stringify(stage.program)}`;
  return readSchema(path.join(resolved.ownerDir, relative), label);
}

function readSchema(file: string, label: string): ParamsSchema | undefined {
  let text: string;
  try {
    if (statSync(file).isFile() === false) return { label, file, fault: `${label} is not a plain file` };
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? undefined
      : { label, file, fault: `${label} cannot be read: ${message}` };
  }
  try {
    const schema = JSON.parse(text) as JsonValue;
    return isJsonObject(schema)
      ? { label, file, schema, digest: digestBytes(text) }
      : { label, file, fault: `${label} is not a JSON object` };
  } catch (error) {
    return { label, file, fault: `${label} is not JSON: ${(error as Error).message}` };
  }
}

function missing(baseDir: string, label: string): ParamsSchema {
  return { label, file: path.resolve(baseDir, label), fault: `There is no file ${JSON.stringify(label)}` };
}
