import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import type { PipelineDocument } from '../document/document.ts';
import { describeCycle, followReferences } from '../document/follow-references.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import { listApplied, readExtends, readProfiles } from './read-extends.ts';

/**
 * Checks all profiles, so that a typing mistake is found before its profile is used: reports profiles that `extends`
 * names and that are not there, cycles, and stages that a profile changes although neither the document nor a profile
 * that it extends has them. Returns those stages by profile.
 */
export function checkProfiles(document: PipelineDocument): ReadonlyMap<string, readonly string[]> {
  const profiles = readProfiles(document);
  checkExtends(document, profiles);
  const misnamed = new Map<string, readonly string[]>();
  const { stages } = document.root;
  if (!isJsonObject(stages)) return misnamed;
  for (const profile of Object.keys(profiles)) {
    const unknown = listChanged(profiles, profile).filter((name) => !Object.hasOwn(stages, name));
    if (unknown.length > 0) misnamed.set(profile, checkChanged(document, profile, unknown));
  }
  return misnamed;
}

function checkExtends(document: PipelineDocument, profiles: JsonObject): void {
  const names = Object.keys(profiles);
  for (const { name, path } of names.flatMap((profile) => readExtends(profiles, profile))) {
    if (Object.hasOwn(profiles, name)) continue;
    const message = `There is no profile ${JSON.stringify(name)}; profiles: ${listNames(names)}`;
    document.report(path, message, { suggestion: suggestName(name, names) });
  }
  followReferences(
    names,
    (name) => readExtends(profiles, name),
    ({ path }, cycle) =>
      document.report(path, `Profiles extend each other in a cycle: ${describeCycle(cycle)}`),
  );
}

/** Names of the stages that a profile changes and does not add. A stage that it adds has a program or a command. */
function listChanged(profiles: JsonObject, profile: string): string[] {
  return listPatches(profiles, profile)
    .filter(([, change]) => isJsonObject(change) && !isWholeStage(change))
    .map(([name]) => name);
}

/** Reports those of the stages that no profile adds before this one. Returns them. */
function checkChanged(document: PipelineDocument, profile: string, stages: readonly string[]): string[] {
  const profiles = readProfiles(document);
  const known = new Set(Object.keys(document.root.stages as JsonObject));
  for (const earlier of listApplied(profiles, [profile]).filter((name) => name !== profile))
    for (const [name, change] of listPatches(profiles, earlier)) if (isWholeStage(change)) known.add(name);
  const missing = stages.filter((name) => !known.has(name));
  for (const name of missing) {
    const message = `There is no stage ${JSON.stringify(name)} for profile ${JSON.stringify(profile)} to change; stages: ${listNames([...known])}`;
    const owner = Object.keys(profiles).find((other) =>
      listPatches(profiles, other).some(([added, change]) => added === name && isWholeStage(change)),
    );
    const advice = owner === undefined ? '' : `. Profile ${JSON.stringify(owner)} adds it: extend that one`;
    document.report(['profiles', profile, 'stages', name], message + advice, {
      part: 'key',
      suggestion: owner === undefined ? suggestName(name, known) : undefined,
    });
  }
  return missing;
}

/** Stage → what the profile says about it. */
function listPatches(profiles: JsonObject, profile: string): [string, JsonValue][] {
  const patch = profiles[profile];
  const stages = isJsonObject(patch) ? patch.stages : undefined;
  return isJsonObject(stages) ? Object.entries(stages) : [];
}

/** Whether a profile adds the stage rather than changes it. */
function isWholeStage(change: JsonValue): boolean {
  return isJsonObject(change) && (Object.hasOwn(change, 'program') || Object.hasOwn(change, 'command'));
}
