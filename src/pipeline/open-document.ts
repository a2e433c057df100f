import { applySet } from './apply-set.ts';
import { PipelineDocument } from './document.ts';
import { PipelineError } from './errors.ts';
import { describeValue } from './explain-schema-errors.ts';
import { InvalidPipelineError } from './invalid-pipeline-error.ts';
import { isJsonObject, type JsonObject } from './json.ts';
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
 * @throws InvalidPipelineError where the text is not a JSON object or the default profile is not there.
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
  const active = profile ?? base.defaultProfile;
  if (typeof active !== 'string') return applySets(unmerged, places, baseDir, set);

  const profiles = isJsonObject(base.profiles) ? base.profiles : {};
  const patch = Object.hasOwn(profiles, active) ? profiles[active] : undefined;
  if (patch === undefined)
    reportUnknownProfile(unmerged, active, Object.keys(profiles), profile !== undefined);
  // A profile that is not an object is reported by the schema; as a merge patch it would replace the document.
  const merged = isJsonObject(patch) ? (mergePatch(base, patch, places) as JsonObject) : base;
  return applySets(new PipelineDocument(merged, active, places, place), places, baseDir, set);
}

function applySets(
  document: PipelineDocument,
  places: Places,
  baseDir: string,
  set: readonly string[],
): PipelineDocument {
  const problems = set.flatMap((assignment) => applySet(document.root, places, baseDir, assignment));
  document.problems.push(...problems);
  return document;
}

function reportUnknownProfile(
  document: PipelineDocument,
  name: string,
  known: string[],
  requested: boolean,
): never {
  const suggestion = suggestName(name, known);
  const message = `There is no profile ${JSON.stringify(name)}; profiles: ${listNames(known)}`;
  if (!requested) {
    document.report(['defaultProfile'], message, { suggestion });
    throw new InvalidPipelineError(document.problems);
  }
  const hint = suggestion === undefined ? undefined : `did you mean ${JSON.stringify(suggestion)}?`;
  throw new PipelineError('PROFILE_UNKNOWN', message, {
    exitCode: 2,
    ...(hint === undefined ? {} : { hint }),
  });
}
