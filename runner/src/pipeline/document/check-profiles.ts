import { isJsonObject } from '../../base/json.ts';
import type { PipelineDocument } from './document.ts';
import { listNames, suggestName } from './suggest.ts';

/**
 * Reports stages that a profile changes but the document does not have: every profile is looked at, so that a typing
 * mistake is found before the profile is used. A profile may add a stage, which then has a program or a command.
 * Returns those stages by profile.
 */
export function checkProfiles(base: PipelineDocument): ReadonlyMap<string, readonly string[]> {
  const misnamed = new Map<string, string[]>();
  const { stages, profiles } = base.root;
  if (!isJsonObject(stages) || !isJsonObject(profiles)) return misnamed;
  const known = Object.keys(stages);
  for (const [profile, patch] of Object.entries(profiles)) {
    const changed = isJsonObject(patch) ? patch.stages : undefined;
    if (!isJsonObject(changed)) continue;
    for (const [name, change] of Object.entries(changed)) {
      if (known.includes(name) || !isJsonObject(change)) continue;
      if (Object.hasOwn(change, 'program') || Object.hasOwn(change, 'command')) continue;
      const message = `There is no stage ${JSON.stringify(name)} for profile ${JSON.stringify(profile)} to change; stages: ${listNames(known)}`;
      base.report(['profiles', profile, 'stages', name], message, {
        part: 'key',
        suggestion: suggestName(name, known),
      });
      misnamed.set(profile, [...(misnamed.get(profile) ?? []), name]);
    }
  }
  return misnamed;
}
