import { PipelineError } from '../../base/errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { applySet } from './apply-set.ts';
import { checkProfiles } from './check-profiles.ts';
import { PipelineDocument } from './document.ts';
import { describeValue } from './explain-schema-errors.ts';
import { InvalidPipelineError } from './invalid-pipeline-error.ts';
import { mergePatch } from './merge-patch.ts';
import { parseJson } from './parse-json.ts';
import { Places } from './places.ts';
import { createProblem } from './problem.ts';
import type { SourceText } from './source-text.ts';
import { listNames, suggestName } from './suggest.ts';

/** Name of the profile where neither the command line nor `defaultProfile` names one. */
const NO_PROFILE = 'none';

export interface OpenOptions {
  readonly baseDir: string;
  readonly profile?: string | undefined;
  readonly set: readonly string[];
}

/**
 * Parses pipeline.json, merges the profile over it and applies each `--set`.
 * @throws InvalidPipelineError where the text is not a JSON object.
 * @throws PipelineError PROFILE_UNKNOWN where `profile` names none.
 */
export function openDocument(source: SourceText, { baseDir, profile, set }: OpenOptions): PipelineDocument {
  const places = new Places();
  const { value: base, place, problems } = parseJson(source, places);
  if (problems.length > 0) throw new InvalidPipelineError(problems);
  if (!isJsonObject(base)) {
    throw new InvalidPipelineError([createProblem(place, `Expected an object, got ${describeValue(base)}`)]);
  }
  const unmerged = new PipelineDocument(base, NO_PROFILE, places, place);
  const misnamed = checkProfiles(unmerged);
  const active = profile ?? base.defaultProfile;
  const name = typeof active === 'string' ? active : NO_PROFILE;
  const patch = typeof active === 'string' ? findProfile(unmerged, active, profile !== undefined) : undefined;
  // A profile that is not an object is reported by the schema; as a merge patch it would replace the document.
  const merged = isJsonObject(patch) ? (mergePatch(base, patch, places) as JsonObject) : base;
  // A stage that exists in the profile alone, by a typing mistake, has no fields that could be checked.
  if (isJsonObject(merged.stages)) for (const stage of misnamed.get(name) ?? []) delete merged.stages[stage];
  const setProblems = set.flatMap((assignment) => applySet(merged, places, baseDir, assignment));
  const document = new PipelineDocument(merged, name, places, place);
  document.problems.push(...unmerged.problems, ...setProblems);
  return document;
}

/** The profile's patch. One that the command line names must be there; an unknown default is a mistake in the document. */
function findProfile(document: PipelineDocument, name: string, requested: boolean): JsonValue | undefined {
  const profiles = isJsonObject(document.root.profiles) ? document.root.profiles : {};
  if (Object.hasOwn(profiles, name)) return profiles[name];
  const known = Object.keys(profiles);
  const suggestion = suggestName(name, known);
  const message = `There is no profile ${JSON.stringify(name)}; profiles: ${listNames(known)}`;
  if (requested) {
    const hint = suggestion === undefined ? {} : { hint: `did you mean ${JSON.stringify(suggestion)}?` };
    throw new PipelineError('PROFILE_UNKNOWN', message, { exitCode: 2, ...hint });
  }
  document.report(['defaultProfile'], message, { suggestion });
  return undefined;
}
