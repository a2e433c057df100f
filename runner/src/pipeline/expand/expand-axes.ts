import type { JsonObject, JsonValue } from '../../base/json.ts';
import { getOwn } from '../../base/own-property.ts';
import type { PipelineDocument } from '../document/document.ts';
import type { JsonPath } from '../document/places.ts';
import type { ActionId, AxisPoint, AxisValueName } from '../model.ts';
import type { StageSpec } from '../stages/stage-spec.ts';
import {
  type Axis,
  type AxisValue,
  encodeSegment,
  MAX_SEGMENT_BYTES,
  readAxis,
  readAxisValue,
} from './axis-values.ts';

/** One point of a stage's axes. */
export interface Point {
  readonly id: ActionId;
  /** In the order of the axes. */
  readonly values: readonly AxisValue[];
  readonly axes: AxisPoint;
}

export interface Expansion {
  readonly axes: readonly Axis[];
  /** In declared order, the last axis fastest. */
  readonly points: readonly Point[];
}

/** A path has at most 4096 bytes on Linux and 1024 on macOS, and `artifacts/` and file names are added to an id. */
const MAX_ID_LENGTH = 2000;
const MAX_ACTIONS = 100_000;
const MAX_COMPARISONS = 20_000_000;

/**
 * All points of a stage's axes: their product, without those in `exclude` and with those in `include`. Reports values
 * that cannot be part of an id, values and points that are there twice, and a stage without points.
 */
export function expandAxes(document: PipelineDocument, stage: StageSpec): Expansion {
  const declared = Object.entries(stage.fields.axes ?? {}).map(([name, values]) => ({
    name,
    values: readAxis(document, [...stage.path, 'axes', name], values as JsonValue[]),
  }));
  const names = declared.map(({ name }) => name);
  const excluded = (stage.fields.exclude ?? []).map((entry) => toExclusion(entry as JsonObject, names));
  if (reportTooMany(document, stage, declared)) return { axes: declared, points: [] };
  const product = combine(declared.map(({ values }) => values)).filter(
    (values) =>
      !excluded.some((exclusion) =>
        exclusion.every((segment, axis) => segment === undefined || segment === values[axis]?.segment),
      ),
  );
  const points = new Map(
    product.map((values) => createPoint(stage.name, names, values)).map((point) => [point.id, point]),
  );
  for (const [index, entry] of (stage.fields.include ?? []).entries()) {
    // checkReferences reports an unknown axis.
    if (Object.keys(entry).some((axis) => !names.includes(axis))) continue;
    const path = [...stage.path, 'include', index];
    for (const values of combine(listIncluded(document, declared, entry as JsonObject, path))) {
      const point = createPoint(stage.name, names, values);
      if (points.has(point.id))
        document.report(path, `Two actions have the id ${point.id}: it is there without this entry`);
      points.set(point.id, point);
    }
  }
  const all = [...points.values()];
  if (all.length === 0 && !document.isFaulty(stage.name)) {
    document.report(
      [...stage.path, 'exclude'],
      `Stage ${JSON.stringify(stage.name)} has no actions: exclude leaves out every point`,
    );
  }
  return { axes: names.map((name, axis) => ({ name, values: listUsed(all, axis) })), points: all };
}

/**
 * Reports an expansion that is too large. Counts before expanding, because a few axes with some values each can give more
 * points than fit into memory. Also reports ids that are too long to be paths.
 */
function reportTooMany(document: PipelineDocument, stage: StageSpec, axes: readonly Axis[]): boolean {
  const include = (stage.fields.include ?? []) as readonly JsonObject[];
  const count = (entry: JsonObject): number =>
    axes.reduce((product, { name, values }) => product * (Object.hasOwn(entry, name) ? 1 : values.length), 1);
  const points = [{}, ...include].reduce((sum: number, entry) => sum + count(entry), 0);
  const excludes = stage.fields.exclude?.length ?? 0;
  const longest = axes.reduce(
    (sum, { values }) => sum + 1 + values.reduce((most, { segment }) => Math.max(most, segment.length), 0),
    stage.name.length,
  );
  const name = JSON.stringify(stage.name.length > 60 ? `${stage.name.slice(0, 57)}…` : stage.name);
  const at = [...stage.path, 'axes'];
  if (points > MAX_ACTIONS)
    document.report(at, `Stage ${name} has ${points} actions; at most ${MAX_ACTIONS} are possible`);
  else if (points * excludes > MAX_COMPARISONS)
    document.report(
      [...stage.path, 'exclude'],
      `Stage ${name} has too many actions for ${excludes} exclude entries`,
    );
  else if (longest > MAX_ID_LENGTH || stage.name.length > MAX_SEGMENT_BYTES)
    document.report(stage.path, `The ids of stage ${name} are too long to be paths`, { part: 'key' });
  else return false;
  return true;
}

/** For each axis, the segment that an excluded point has; undefined matches any. checkReferences reports an unknown axis. */
function toExclusion(entry: JsonObject, names: readonly string[]): (string | undefined)[] {
  const segments = names.map((name) =>
    Object.hasOwn(entry, name) ? encodeSegment(entry[name] as AxisValueName) : undefined,
  );
  const excludesNothing = Object.keys(entry).some((name) => !names.includes(name));
  return excludesNothing ? names.map(() => '') : segments;
}

function listIncluded(
  document: PipelineDocument,
  declared: readonly Axis[],
  entry: JsonObject,
  path: JsonPath,
): (readonly AxisValue[])[] {
  return declared.map(({ name, values }) => {
    const given = getOwn(entry, name);
    if (given === undefined) return values;
    const value = readAxisValue(document, [...path, name], given);
    // The name of a declared object means that object, with its fields.
    const known =
      value.fields === undefined ? values.find(({ segment }) => segment === value.segment) : undefined;
    return [known ?? value];
  });
}

function combine(axes: readonly (readonly AxisValue[])[]): AxisValue[][] {
  return axes.reduce<AxisValue[][]>(
    (points, values) => points.flatMap((point) => values.map((value) => [...point, value])),
    [[]],
  );
}

function createPoint(stage: string, names: readonly string[], values: readonly AxisValue[]): Point {
  const axes: Record<string, AxisValueName> = {};
  for (const [index, name] of names.entries()) axes[name] = values[index]?.name as AxisValueName;
  return { id: [stage, ...values.map(({ segment }) => segment)].join('/'), values, axes };
}

function listUsed(points: readonly Point[], axis: number): AxisValue[] {
  const used = new Map<string, AxisValue>();
  for (const { values } of points) {
    const value = values[axis];
    if (value !== undefined && !used.has(value.segment)) used.set(value.segment, value);
  }
  return [...used.values()];
}
