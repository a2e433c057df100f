import { isMapOf, isObject, isText, isTextList } from './shapes.ts';

/**
 * Whether an index has the shape that our code relies on. Its checksum protects against accidents; this check protects
 * against an index that another program wrote.
 */
export function isIndexSound(data: unknown): boolean {
  return (
    isObject(data) &&
    data.version === 1 &&
    typeof data.bootId === 'string' &&
    isMapOf(data.checkouts, isCheckout)
  );
}

function isCheckout(value: unknown): boolean {
  return (
    isObject(value) &&
    isMapOf(value.actions, isAction) &&
    isMapOf(value.files, isText) &&
    isMapOf(value.programs, isProgram)
  );
}

function isAction(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value.key) &&
    (value.record === undefined || isText(value.record)) &&
    isMapOf(value.outputs, isText) &&
    typeof value.durationMs === 'number' &&
    isMapOf(
      value.placed,
      (placed) => isObject(placed) && isText(placed.tree) && isMapOf(placed.stamps, isText),
    )
  );
}

function isProgram(value: unknown): boolean {
  return (
    isObject(value) &&
    [value.entry, value.state, value.digest].every(isText) &&
    [value.files, value.folders].every(isTextList) &&
    [value.modules, value.packages].every((map) => isMapOf(map, isText))
  );
}
