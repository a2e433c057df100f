import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { Stage } from '../../generated/pipeline.ts';
import type { Places } from '../document/places.ts';
import { createProblem, type Problem } from '../document/problem.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import { findParamsSchema } from '../params/params-schema.ts';
import { assignAt, type Container } from './assign-at.ts';
import type { Assignment, Segment } from './parse-set.ts';

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
  passEnv: true,
  resources: true,
  retries: true,
  timeoutMs: true,
  summary: true,
  pinEngine: true,
};

/** Names of the fields that a stage may have. */
const STAGE_FIELDS: readonly string[] = Object.keys(FIELDS);

/**
 * Sets a value at a path within a stage. `epochs` means `params.epochs` unless stages have a field of that name and the stage
 * has no such param.
 * @param isFullPath the path has `params` in it wherever it means a param
 */
export function setInStage(
  stage: JsonObject,
  assignment: Assignment,
  places: Places,
  baseDir: string,
  isFullPath = false,
): Problem | undefined {
  const stageName = assignment.first.name;
  const steps = isFullPath ? assignment.path : listSteps(stage, assignment);
  return assignAt(stage, steps, assignment, places, {
    owner: `stage ${JSON.stringify(stageName)}`,
    findUnknown: (container, _, depth) => findUnknown({ stage, container, steps, depth, baseDir, stageName }),
  });
}

/** The path within the stage, with `params` in front where the argument leaves it out. */
function listSteps(stage: JsonObject, { path, first: stageSegment }: Assignment): readonly Segment[] {
  const head = path[0]?.name ?? '';
  const isParam = isJsonObject(stage.params) && Object.hasOwn(stage.params, head);
  const isField = STAGE_FIELDS.includes(head) && !isParam;
  return isField ? path : [{ name: 'params', place: stageSegment.place }, ...path];
}

interface Step {
  readonly stage: JsonObject;
  readonly stageName: string;
  /** The value that does not have the step's member. */
  readonly container: Container;
  readonly steps: readonly Segment[];
  readonly depth: number;
  readonly baseDir: string;
}

/** The problem with a member that is not there. Undefined where `--set` may create it. */
function findUnknown({ stage, stageName, container, steps, depth, baseDir }: Step): Problem | undefined {
  const [field, param] = steps;
  const step = steps[depth];
  // pipeline.schema.json, which is applied later, refuses unknown fields of a stage and of `resources`.
  if (step === undefined || depth === 0 || field?.name === 'resources') return undefined;
  const inParams = field?.name === 'params';
  const schemaParams = inParams ? listSchemaParams(baseDir, stage) : [];
  if (schemaParams.includes(param?.name ?? '')) return undefined;

  const isParam = inParams && depth === 1;
  const known = [...new Set([...Object.keys(container), ...(isParam ? schemaParams : [])])];
  const parents = steps.slice(0, depth).map(({ name }) => name);
  const what = isParam ? 'param' : `member of ${parents.join('.')}`;
  const message = `Stage ${JSON.stringify(stageName)} has no ${what} ${JSON.stringify(step.name)}; known: ${listNames(known)}`;
  return createProblem(
    step.place,
    message,
    suggestName(step.name, isParam ? [...known, ...STAGE_FIELDS] : known),
  );
}

/** The params that the stage's schema has, set in pipeline.json or not. */
function listSchemaParams(baseDir: string, stage: JsonObject): string[] {
  const properties = findParamsSchema(baseDir, stage)?.schema?.properties;
  return isJsonObject(properties) ? Object.keys(properties) : [];
}
