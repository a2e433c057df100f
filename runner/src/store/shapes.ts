/** Checks of values that another program may have written. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

/** Whether a value is an object whose members all pass the check. */
export function isMapOf(value: unknown, check: (item: unknown) => boolean): boolean {
  if (!isObject(value)) return false;
  for (const name in value) if (!check(value[name])) return false;
  return true;
}
