import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import type { Places } from '../document/places.ts';

/**
 * JSON Merge Patch (RFC 7396, section 2): objects merge, `null` removes, everything else replaces. Returns a new
 * value and leaves both arguments as they are. Members keep the base's order, new ones come last: the order of
 * axes names actions. With `places`, each member keeps the place it came from.
 */
export function mergePatch(target: JsonValue, patch: JsonValue, places?: Places): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const base: JsonObject = isJsonObject(target) ? target : {};
  const merged: JsonObject = {};
  for (const key of new Set([...Object.keys(base), ...Object.keys(patch)])) {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    const change = Object.hasOwn(patch, key) ? patch[key] : undefined;
    if (change === null) continue;
    const value = change === undefined ? before : mergePatch(before ?? null, change, places);
    merged[key] = value as JsonValue;
    // A merged object still stands where the base has it; its changed members stand in the patch.
    const origin = change === undefined || (isJsonObject(before) && isJsonObject(change)) ? base : patch;
    const place = places?.get(origin, key);
    if (place !== undefined) places?.set(merged, key, place);
  }
  return merged;
}
