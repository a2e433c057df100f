import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { getOwn } from '../../base/own-property.ts';
import type { PipelineDocument } from '../document/document.ts';
import { followReferences, type NamedReference } from '../document/follow-references.ts';
import type { JsonPath } from '../document/places.ts';

/** A profile that another one extends. */
export interface Extended extends NamedReference {
  /** Where `extends` names it. */
  readonly path: JsonPath;
}

/** The document's profiles by name, of whatever type they are. */
export function readProfiles(document: PipelineDocument): JsonObject {
  const { profiles } = document.root;
  return isJsonObject(profiles) ? profiles : {};
}

/** The profiles that `extends` of a profile names, known or not. What is not a name is left to the schema. */
export function readExtends(profiles: JsonObject, profile: string): Extended[] {
  const patch = getOwn(profiles, profile);
  const value: JsonValue | undefined = isJsonObject(patch) ? patch.extends : undefined;
  const path = ['profiles', profile, 'extends'];
  if (typeof value === 'string') return [{ name: value, path }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((name, index) => (typeof name === 'string' ? [{ name, path: [...path, index] }] : []));
}

/**
 * The profiles that apply where these are asked for, in order: what a profile extends comes before it. Each profile
 * applies once, at its first place, so that two profiles that extend the same one do not undo each other.
 */
export function listApplied(profiles: JsonObject, names: readonly string[]): string[] {
  const isKnown = ({ name }: NamedReference) => Object.hasOwn(profiles, name);
  return followReferences(names, (name) => readExtends(profiles, name).filter(isKnown));
}
