import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { findParamsSchema } from './params-schema.ts';
import { parseJson } from './parse-json.ts';
import type { Places } from './places.ts';
import { createProblem, type Problem } from './problem.ts';
import type { Place, SourceText } from './source-text.ts';
import { STAGE_FIELDS } from './stage-fields.ts';
import { listNames, suggestName } from './suggest.ts';

interface Segment {
  readonly name: string;
  readonly place: Place;
}

/**
 * Applies one `--set STAGE.PATH=VALUE` to the merged document, in place. `train.epochs` means `train.params.epochs`
 * unless the name is a field of stages and not a param. VALUE is JSON, or else a bare string. A path must exist
 * already, or be known to the stage's schemas: a typing mistake never passes for a new setting.
 */
export function applySet(root: JsonObject, places: Places, baseDir: string, assignment: string): Problem[] {
  const source: SourceText = { label: '--set', text: assignment };
  const whole: Place = { source, offset: 0, length: Math.max(1, assignment.length) };
  const equals = assignment.indexOf('=');
  const segments = splitPath(source, equals);
  const [stageName, ...path] = segments;
  if (
    equals === -1 ||
    stageName === undefined ||
    path.length === 0 ||
    segments.some(({ name }) => name === '')
  ) {
    return [createProblem(whole, `Expected STAGE.PARAM=VALUE, got ${JSON.stringify(assignment)}`)];
  }
  const { value, problems } = parseSetValue(source, equals + 1, places);
  if (problems.length > 0) return [...problems];

  const stages = isJsonObject(root.stages) ? root.stages : {};
  const stage = ownMember(stages, stageName.name);
  if (!isJsonObject(stage)) {
    const names = Object.keys(stages);
    const message = `There is no stage ${JSON.stringify(stageName.name)}; stages: ${listNames(names)}`;
    return [createProblem(stageName.place, message, suggestName(stageName.name, names))];
  }
  const problem = assign(stage, stageName, path, value, places, whole, (name) =>
    knowsParam(baseDir, stage, name),
  );
  return problem === undefined ? [] : [problem];
}

function assign(
  stage: JsonObject,
  stageName: Segment,
  path: readonly Segment[],
  value: JsonValue,
  places: Places,
  whole: Place,
  params: (name: string) => ParamKnowledge,
): Problem | undefined {
  const steps = isStageField(stage, path[0]?.name ?? '')
    ? path
    : [{ name: 'params', place: stageName.place }, ...path];
  let container: JsonObject | JsonValue[] = stage;
  for (const [depth, { name, place }] of steps.entries()) {
    const isLast = depth === steps.length - 1;
    const next: JsonValue | undefined = Array.isArray(container)
      ? container[Number(name)]
      : ownMember(container, name);
    if (next === undefined) {
      const unknown = describeUnknown(container, steps, depth, stageName.name, params);
      if (unknown !== undefined) return createProblem(place, unknown.message, unknown.suggestion);
    }
    if (isLast) {
      setMember(container, name, value);
      const valueStart = whole.source.text.indexOf('=') + 1;
      const valuePlace = {
        source: whole.source,
        offset: valueStart,
        length: Math.max(1, whole.length - valueStart),
      };
      places.set(container, name, { key: place, value: valuePlace });
    } else if (typeof next === 'object' && next !== null) {
      container = next;
    } else if (next === undefined) {
      const created: JsonObject = {};
      setMember(container, name, created);
      places.set(container, name, { key: place, value: place });
      container = created;
    } else {
      const inside = `${JSON.stringify(name)} of stage ${JSON.stringify(stageName.name)}`;
      return createProblem(place, `${inside} is ${JSON.stringify(next)}, which has no members to set`);
    }
  }
  return undefined;
}

function isStageField(stage: JsonObject, name: string): boolean {
  const params = stage.params;
  return STAGE_FIELDS.includes(name) && !(isJsonObject(params) && Object.hasOwn(params, name));
}

interface ParamKnowledge {
  readonly known: boolean;
  readonly candidates: readonly string[];
}

/** What the stage's params schema says about a param that pipeline.json does not set. */
function knowsParam(baseDir: string, stage: JsonObject, name: string): ParamKnowledge {
  const found = findParamsSchema(baseDir, stage);
  const schema = found?.schema;
  const properties = isJsonObject(schema?.properties) ? Object.keys(schema.properties) : [];
  return { known: properties.includes(name), candidates: properties };
}

/** Why a member that is not there may not be made by `--set`; undefined where it may. */
function describeUnknown(
  container: JsonObject | JsonValue[],
  steps: readonly Segment[],
  depth: number,
  stage: string,
  knowParam: (name: string) => ParamKnowledge,
): { message: string; suggestion?: string } | undefined {
  const name = steps[depth]?.name ?? '';
  // Fields of a stage are named by pipeline.schema.json; what stands deeper in one is checked by it afterwards.
  if (depth === 0) return undefined;
  const inParams = steps[0]?.name === 'params';
  const param = inParams ? knowParam(steps[1]?.name ?? '') : undefined;
  if (param?.known === true || (!inParams && !Array.isArray(container) && steps[0]?.name === 'resources'))
    return undefined;
  const candidates = Array.isArray(container)
    ? [...container.keys()].map(String)
    : [...Object.keys(container), ...(depth === 1 ? (param?.candidates ?? []) : [])];
  const what =
    inParams && depth === 1
      ? 'param'
      : `member of ${steps
          .slice(0, depth)
          .map((step) => step.name)
          .join('.')}`;
  const suggestion = suggestName(name, [...candidates, ...(depth === 1 && inParams ? STAGE_FIELDS : [])]);
  const message = `Stage ${JSON.stringify(stage)} has no ${what} ${JSON.stringify(name)}; known: ${listNames([...new Set(candidates)])}`;
  return suggestion === undefined ? { message } : { message, suggestion };
}

function splitPath(source: SourceText, end: number): Segment[] {
  let offset = 0;
  return source.text
    .slice(0, end === -1 ? undefined : end)
    .split('.')
    .map((name) => {
      const place = { source, offset, length: Math.max(1, name.length) };
      offset += name.length + 1;
      return { name, place };
    });
}

/** JSON where it parses as JSON; otherwise the text itself, unless it starts like a JSON array, object or string. */
function parseSetValue(
  source: SourceText,
  start: number,
  places: Places,
): { value: JsonValue; problems: readonly Problem[] } {
  const text = source.text.slice(start);
  const { value, problems } = parseJson(source, places, start);
  if (value !== undefined) return { value, problems: [] };
  return { value: text, problems: /^\s*[[{"]/.test(text) ? problems : [] };
}

function ownMember(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function setMember(container: JsonObject | JsonValue[], name: string, value: JsonValue): void {
  if (Array.isArray(container)) container[Number(name)] = value;
  else container[name] = value;
}
