import type { Stage } from '../../generated/pipeline.ts';

// A record, so that the compiler fails when the schema gains or loses a field.
const FIELDS: Readonly<Record<keyof Stage, true>> = {
  description: true,
  program: true,
  command: true,
  axes: true,
  exclude: true,
  include: true,
  batch: true,
  inputs: true,
  outputs: true,
  params: true,
  paramsSchema: true,
  files: true,
  env: true,
  resources: true,
  retries: true,
  timeoutMs: true,
  pinEngine: true,
};

/** Names of the fields that a stage may have. */
export const STAGE_FIELDS: readonly string[] = Object.keys(FIELDS);
