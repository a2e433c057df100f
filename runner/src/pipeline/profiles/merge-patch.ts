import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { getOwn } from '../../base/own-property.ts';
import type { Places } from '../document/places.ts';

/**
 * JSON Merge Patch (RFC 7396, section 2): objects merge, `null` removes, everything else replaces. Returns a new value and
 * leaves both arguments as they are. Members keep the order of the target and new ones come last, because the order of
 * axes decides the ids of actions. With `places`, each member keeps the place where it stands.
 */
export function mergePatch(target: JsonValue, patch: JsonValue, places?: Places): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const base: JsonObject = isJsonObject(target) ? target : {};
  const merged: JsonObject = {};
  for (const key of new Set([...Object.keys(base), ...Object.keys(patch)])) {
    const before = getOwn(base, key);
    const change = getOwn(patch, key);
    if (change === null) continue;
    const value = change === undefined ? before : mergePatch(before ?? null, change, places);
    merged[key] = value as JsonValue;
    // A merged object counts as standing in the base, and each member that was changed as standing in the patch.
    const origin = change === undefined || (isJsonObject(before) && isJsonObject(change)) ? base : patch;
    const place = places?.get(origin, key);
    if (place !== undefined) places?.set(merged, key, place);
  }
  return merged;
}
