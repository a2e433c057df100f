import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import type { Stage } from '../../generated/pipeline.ts';
import type { PipelineDocument } from '../document/document.ts';
import type { Places } from '../document/places.ts';
import { createProblem, type Problem } from '../document/problem.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import { findParamsSchema } from '../params/params-schema.ts';
import { type Assignment, parseSet, type Segment } from './parse-set.ts';

/**
 * Applies one `--set STAGE.PATH=VALUE` to the merged document, in place. `train.epochs` means `train.params.epochs`
 * unless stages have a field of that name and the stage has no such param. A path must exist already, or the stage's
 * schemas must know it, so that a typing mistake is never taken for a new setting.
 */
export function applySet(document: PipelineDocument, baseDir: string, argument: string): void {
  const { root, places } = document;
  const assignment = parseSet(argument, places);
  if (Array.isArray(assignment)) {
    for (const problem of assignment) document.add(problem);
    return;
  }
  const stages = isJsonObject(root.stages) ? root.stages : {};
  const { name, place } = assignment.stage;
  const stage = getMember(stages, name);
  const problem = isJsonObject(stage)
    ? assign(stage, assignment, places, baseDir)
    : createProblem(
        place,
        `There is no stage ${JSON.stringify(name)}; stages: ${listNames(Object.keys(stages))}`,
        suggestName(name, Object.keys(stages)),
      );
  if (problem !== undefined) document.add(problem);
}

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
  summary: true,
  pinEngine: true,
};

/** Names of the fields that a stage may have. */
const STAGE_FIELDS: readonly string[] = Object.keys(FIELDS);

type Container = JsonObject | JsonValue[];

function assign(
  stage: JsonObject,
  assignment: Assignment,
  places: Places,
  baseDir: string,
): Problem | undefined {
  const steps = listSteps(stage, assignment);
  let container: Container = stage;
  for (const [depth, { name, place }] of steps.entries()) {
    const next = getMember(container, name);
    if (next === undefined) {
      const unknown = findUnknown({
        stage,
        container,
        steps,
        depth,
        baseDir,
        stageName: assignment.stage.name,
      });
      if (unknown !== undefined) return unknown;
    }
    if (depth === steps.length - 1) {
      setMember(container, name, assignment.value);
      places.set(container, name, { key: place, value: assignment.valuePlace });
    } else if (typeof next === 'object' && next !== null) {
      container = next;
    } else if (next === undefined) {
      const created: JsonObject = {};
      setMember(container, name, created);
      places.set(container, name, { key: place, value: place });
      container = created;
    } else {
      const owner = `${JSON.stringify(name)} of stage ${JSON.stringify(assignment.stage.name)}`;
      return createProblem(place, `${owner} is ${JSON.stringify(next)}, which has no members to set`);
    }
  }
  return undefined;
}

/** The path within the stage, with `params` in front where the argument leaves it out. */
function listSteps(stage: JsonObject, { path, stage: stageSegment }: Assignment): readonly Segment[] {
  const first = path[0]?.name ?? '';
  const isParam = isJsonObject(stage.params) && Object.hasOwn(stage.params, first);
  const isField = STAGE_FIELDS.includes(first) && !isParam;
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

function getMember(container: Container, name: string): JsonValue | undefined {
  if (Array.isArray(container)) return container[Number(name)];
  return Object.hasOwn(container, name) ? container[name] : undefined;
}

function setMember(container: Container, name: string, value: JsonValue): void {
  if (Array.isArray(container)) container[Number(name)] = value;
  else container[name] = value;
}
