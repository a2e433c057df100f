import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { getOwn } from '../../base/own-property.ts';
import type { PipelineDocument } from '../document/document.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import type { BrokenPaths } from '../document/validate-document.ts';

/**
 * Gives each stage what the document says for several stages at once, in place: the values of `axes` that the stage refers
 * to as `"${axes.NAME}"`, and the entries of `exclude` whose axes the stage has. Problems still point at the place where
 * a value stands.
 */
export function shareLists(document: PipelineDocument, broken: BrokenPaths): void {
  shareAxes(document, broken);
  shareExclusions(document, broken);
}

const SHARED = /^\$\{axes\.(.+)\}$/;

function shareAxes(document: PipelineDocument, broken: BrokenPaths): void {
  const { axes } = document.root;
  const shared = isJsonObject(axes) ? axes : {};
  for (const [stageName, stage] of listStages(document)) {
    if (!isJsonObject(stage.axes)) continue;
    for (const [axis, values] of Object.entries(stage.axes)) {
      const path = ['stages', stageName, 'axes', axis];
      if (typeof values !== 'string' || broken.has(path)) continue;
      const name = SHARED.exec(values)?.[1] ?? '';
      const list = getOwn(shared, name);
      if (list !== undefined && !broken.hasWithin(['axes', name])) {
        stage.axes[axis] = list;
        continue;
      }
      broken.add(path);
      // A list that is there but wrong has been reported already, where it stands.
      if (list !== undefined) continue;
      const near = suggestName(name, Object.keys(shared));
      document.report(
        path,
        `There are no axes ${JSON.stringify(name)}; axes: ${listNames(Object.keys(shared))}`,
        { suggestion: near === undefined ? undefined : `\${axes.${near}}` },
      );
    }
  }
}

function shareExclusions(document: PipelineDocument, broken: BrokenPaths): void {
  const { places, root } = document;
  const { exclude } = root;
  if (!Array.isArray(exclude)) return;
  checkAxes(document, exclude);
  for (const [name, stage] of listStages(document)) {
    const axes = isJsonObject(stage.axes) ? Object.keys(stage.axes) : [];
    const path = ['stages', name, 'exclude'];
    // Points that a wrong entry was to exclude would be reported as actions that lack their inputs.
    if (broken.hasWithin(['exclude']) && axes.length > 0) broken.add(path);
    if (broken.hasWithin(path)) continue;
    const own = Array.isArray(stage.exclude) ? stage.exclude : [];
    const all: JsonValue[] = [...own];
    for (const [index] of own.entries()) copyPlace(own, index, all, index);
    for (const [index, entry] of exclude.entries()) {
      if (!isJsonObject(entry) || !Object.keys(entry).every((axis) => axes.includes(axis))) continue;
      copyPlace(exclude, index, all, all.length);
      all.push(entry);
    }
    if (all.length === own.length) continue;
    if (own.length === 0) copyPlace(root, 'exclude', stage, 'exclude');
    stage.exclude = all;
  }

  function copyPlace(from: object, fromKey: string | number, to: object, toKey: string | number): void {
    const place = places.get(from, fromKey);
    if (place !== undefined) places.set(to, toKey, place);
  }
}

/** Reports axes that no stage has. An entry may well exclude nothing: a profile can leave out the values that it names. */
function checkAxes(document: PipelineDocument, exclude: readonly JsonValue[]): void {
  const { axes } = document.root;
  const known = new Set(isJsonObject(axes) ? Object.keys(axes) : []);
  for (const [, stage] of listStages(document))
    for (const axis of Object.keys(isJsonObject(stage.axes) ? stage.axes : {})) known.add(axis);
  for (const [index, entry] of exclude.entries()) {
    for (const axis of isJsonObject(entry) ? Object.keys(entry) : []) {
      if (known.has(axis)) continue;
      const message = `No stage has an axis ${JSON.stringify(axis)}; axes: ${listNames([...known])}`;
      document.report(['exclude', index, axis], message, {
        part: 'key',
        suggestion: suggestName(axis, known),
      });
    }
  }
}

function listStages(document: PipelineDocument): [string, JsonObject][] {
  const { stages } = document.root;
  return Object.entries(isJsonObject(stages) ? stages : {}).filter((entry): entry is [string, JsonObject] =>
    isJsonObject(entry[1]),
  );
}
