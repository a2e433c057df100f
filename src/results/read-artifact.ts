import { readFile } from 'node:fs/promises';
import type { AnySchemaObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ArtifactError } from './artifact-error.ts';

// x-key names the columns that identify a row; `pipeline diff` reads it.
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, keywords: ['x-key'] });
const validators = new WeakMap<AnySchemaObject, ValidateFunction>();

/**
 * Reads a JSON artifact and checks it against its schema.
 * @typeParam T the type generated from that schema
 * @throws ArtifactError ARTIFACT_UNREADABLE where it is missing or not JSON; ARTIFACT_INVALID where it does not fit the schema,
 * with every difference
 */
export async function readArtifact<T>(file: string, schema: AnySchemaObject): Promise<T> {
  const value = await readJson(file);
  const validate = compile(schema);
  if (!validate(value)) {
    const problems = validate.errors?.map(
      ({ instancePath, message }) => `${instancePath || 'it'} ${message}`,
    );
    throw new ArtifactError('ARTIFACT_INVALID', file, problems?.join('; ') ?? 'does not fit its schema');
  }
  return value as T;
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ArtifactError('ARTIFACT_UNREADABLE', file, 'cannot be read', cause);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ArtifactError('ARTIFACT_UNREADABLE', file, `is not JSON (${(cause as Error).message})`, cause);
  }
}

function compile(schema: AnySchemaObject): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const validate = ajv.compile(schema);
  validators.set(schema, validate);
  return validate;
}
