import { PipelineError } from '../../base/errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { NO_PROFILE, type PipelineDocument } from '../document/document.ts';
import type { Places } from '../document/places.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import { checkProfiles } from './check-profiles.ts';
import { mergePatch } from './merge-patch.ts';
import { listApplied, readProfiles } from './read-extends.ts';

/** Stands between the names of profiles that apply together. A single profile may not have it in its name. */
const SEPARATOR = '+';

/** `paper+gpu` → `paper`, `gpu`. */
export function splitProfiles(name: string): string[] {
  return name.split(SEPARATOR);
}

/**
 * Merges profiles over the document: those that `requested` names (`paper`, or `paper+gpu` for several, in order), else
 * those of `defaultProfile`. What a profile extends is merged before it. Checks the other profiles too.
 * @throws PipelineError PROFILE_UNKNOWN where `requested` names a profile that is not there
 */
export function applyProfiles(document: PipelineDocument, requested: string | undefined): PipelineDocument {
  const misnamed = checkProfiles(document);
  const profiles = readProfiles(document);
  const names = chooseProfiles(document, profiles, requested);
  const applied = listApplied(profiles, names);
  let root = document.root;
  for (const name of applied) root = applyPatch(root, profiles[name] as JsonValue, document.places);
  // A stage that is there by a typing mistake of a profile has no fields that could be checked.
  const { stages } = root;
  if (isJsonObject(stages))
    for (const name of applied) for (const stage of misnamed.get(name) ?? []) delete stages[stage];
  return document.withProfile(root, names.join(SEPARATOR) || NO_PROFILE);
}

/** The names of the profiles to use, each once. An unknown one is left out where the document is what asks for it. */
function chooseProfiles(
  document: PipelineDocument,
  profiles: JsonObject,
  requested: string | undefined,
): string[] {
  const asked = requested ?? document.root.defaultProfile;
  if (typeof asked !== 'string') return [];
  const known = Object.keys(profiles);
  return [...new Set(splitProfiles(asked))].filter((name) => {
    if (known.includes(name)) return true;
    const suggestion = suggestName(name, known);
    const message = `There is no profile ${JSON.stringify(name)}; profiles: ${listNames(known)}`;
    if (requested !== undefined) {
      const hint = suggestion === undefined ? {} : { hint: `did you mean ${JSON.stringify(suggestion)}?` };
      throw new PipelineError('PROFILE_UNKNOWN', message, { exitCode: 2, ...hint });
    }
    document.report(['defaultProfile'], message, { ...(name === asked ? {} : { span: name }), suggestion });
    return false;
  });
}

/** The document with one profile merged over it. `extends` is about the profile, so it never gets into the document. */
function applyPatch(root: JsonObject, patch: JsonValue, places: Places): JsonObject {
  // The schema reports a profile that is not an object. As a merge patch it would replace the document.
  if (!isJsonObject(patch)) return root;
  const { extends: _, ...own } = patch;
  for (const key of Object.keys(own)) {
    const place = places.get(patch, key);
    if (place !== undefined) places.set(own, key, place);
  }
  return mergePatch(root, own, places) as JsonObject;
}
