import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { STAGE_FIELDS } from '../expand/stage-fields.ts';
import { findParamsSchema } from '../params/params-schema.ts';
import { type Assignment, parseSet, type Segment } from './parse-set.ts';
import type { Places } from './places.ts';
import { createProblem, type Problem } from './problem.ts';
import { listNames, suggestName } from './suggest.ts';

/**
 * Applies one `--set STAGE.PATH=VALUE` to the merged document, in place. `train.epochs` means `train.params.epochs`
 * unless the name is a field of stages and not a param. A path must exist already, or be known to the stage's
 * schemas: a typing mistake never passes for a new setting.
 */
export function applySet(root: JsonObject, places: Places, baseDir: string, argument: string): Problem[] {
  const assignment = parseSet(argument, places);
  if (Array.isArray(assignment)) return assignment;
  const stages = isJsonObject(root.stages) ? root.stages : {};
  const { name, place } = assignment.stage;
  const stage = getMember(stages, name);
  if (!isJsonObject(stage)) {
    const names = Object.keys(stages);
    const message = `There is no stage ${JSON.stringify(name)}; stages: ${listNames(names)}`;
    return [createProblem(place, message, suggestName(name, names))];
  }
  const problem = assign(stage, assignment, places, baseDir);
  return problem === undefined ? [] : [problem];
}

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

/** The path from the stage on: `params` comes first where it was left out. */
function listSteps(stage: JsonObject, { path, stage: stageSegment }: Assignment): readonly Segment[] {
  const first = path[0]?.name ?? '';
  const isParam = isJsonObject(stage.params) && Object.hasOwn(stage.params, first);
  const isField = STAGE_FIELDS.includes(first) && !isParam;
  return isField ? path : [{ name: 'params', place: stageSegment.place }, ...path];
}

interface Step {
  readonly stage: JsonObject;
  readonly stageName: string;
  /** What lacks the step's member. */
  readonly container: Container;
  readonly steps: readonly Segment[];
  readonly depth: number;
  readonly baseDir: string;
}

/** The problem with a member that is not there; undefined where `--set` may make it. */
function findUnknown({ stage, stageName, container, steps, depth, baseDir }: Step): Problem | undefined {
  const [field, param] = steps;
  const step = steps[depth];
  // The fields of a stage, and of `resources`, are fixed: pipeline.schema.json refuses others afterwards.
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

/** Params that the stage's schema has, whether or not pipeline.json sets them. */
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
