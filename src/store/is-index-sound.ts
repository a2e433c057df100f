/**
 * Whether an index has the shape that is relied on. Its checksum guards against accidents, this against an index that
 * somebody else made, whatever it says.
 */
export function isIndexSound(data: unknown): boolean {
  return (
    isObject(data) &&
    data.version === 1 &&
    typeof data.bootId === 'string' &&
    holds(data.checkouts, isCheckout)
  );
}

function isCheckout(value: unknown): boolean {
  return (
    isObject(value) &&
    holds(value.actions, isAction) &&
    holds(value.files, isText) &&
    holds(value.programs, isProgram)
  );
}

function isAction(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value.key) &&
    (value.record === undefined || isText(value.record)) &&
    holds(value.outputs, isText) &&
    typeof value.durationMs === 'number' &&
    holds(value.placed, (placed) => isObject(placed) && isText(placed.tree) && holds(placed.stamps, isText))
  );
}

function isProgram(value: unknown): boolean {
  return (
    isObject(value) &&
    [value.entry, value.state, value.digest].every(isText) &&
    [value.files, value.folders].every((list) => Array.isArray(list) && list.every(isText)) &&
    [value.modules, value.packages].every((map) => holds(map, isText))
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holds(value: unknown, check: (item: unknown) => boolean): boolean {
  if (!isObject(value)) return false;
  for (const name in value) if (!check(value[name])) return false;
  return true;
}
