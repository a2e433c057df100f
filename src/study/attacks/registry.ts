import type { Attack, AttackDefinition, AttackSettings } from './attack.ts';
import { bim } from './bim.ts';
import { fgsm } from './fgsm.ts';
import { pgdL2 } from './pgd-l2.ts';
import { pgdLinf } from './pgd-linf.ts';
import { AttackSettingsError } from './settings-error.ts';

/** Every attack the grid knows. To add one: a file beside this one, a line here, its name in the stage's schema. */
export const attackDefinitions: readonly AttackDefinition[] = [fgsm, bim, pgdLinf, pgdL2];

/**
 * The named attack, with the study's defaults for settings that are absent.
 * @throws AttackSettingsError for an unknown name, a setting the attack does not have, or a value out of range
 */
export function createAttack(name: string, settings: AttackSettings): Attack {
  const definition = attackDefinitions.find((candidate) => candidate.name === name);
  if (definition === undefined) {
    throw new AttackSettingsError(
      `Unknown attack "${name}"`,
      `Attacks are: ${attackDefinitions.map((known) => known.name).join(', ')}`,
    );
  }
  checkSettings(definition, settings);
  return definition.create({ ...definition.defaults, ...settings });
}

function checkSettings({ name, defaults }: AttackDefinition, settings: AttackSettings): void {
  for (const setting of Object.keys(settings)) {
    if (!Object.hasOwn(defaults, setting)) {
      const known = Object.keys(defaults).join(', ');
      throw new AttackSettingsError(
        `${name} has no setting "${setting}"`,
        known === '' ? 'It has none: epsilon is its step.' : `Its settings are: ${known}`,
      );
    }
  }
  const { alpha, steps } = settings;
  if (alpha !== undefined && !(alpha > 0 && Number.isFinite(alpha))) {
    throw new AttackSettingsError(
      `${name} has alpha ${alpha}`,
      'Expected a step length above 0, in units of the pixel range.',
    );
  }
  if (steps !== undefined && !(Number.isSafeInteger(steps) && steps >= 1)) {
    throw new AttackSettingsError(`${name} has ${steps} steps`, 'Expected a whole number from 1.');
  }
}
