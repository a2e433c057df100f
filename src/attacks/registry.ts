import { apgdCe, apgdDlr } from './apgd.ts';
import type { Attack, AttackDefinition, AttackSettings } from './attack.ts';
import { bim } from './bim.ts';
import { checkAttackDefinition } from './check-definition.ts';
import { configureAttack } from './configure-attack.ts';
import { fgsm } from './fgsm.ts';
import { miFgsm } from './mi-fgsm.ts';
import { noise } from './noise.ts';
import { pgdL2 } from './pgd-l2.ts';
import { pgdLinf } from './pgd-linf.ts';
import { AttackSettingsError } from './settings-error.ts';
import { square } from './square.ts';

/** Every attack that comes with the study. To add one: a file beside this one, a line here, its name in the stage's schema. */
export const attackDefinitions: readonly AttackDefinition[] = [
  fgsm,
  bim,
  pgdLinf,
  pgdL2,
  miFgsm,
  apgdCe,
  apgdDlr,
  square,
  noise,
];

/**
 * The named attack, with its defaults for settings that are absent.
 * @param defined what a module says the attack is; absent: it is one of the study's
 * @throws AttackSettingsError for an unknown name, a setting the attack does not have, or a value out of range
 */
export function createAttack(name: string, settings: AttackSettings, defined?: unknown): Attack {
  if (defined !== undefined) return configureAttack(checkAttackDefinition(name, defined), settings);
  const definition = attackDefinitions.find((candidate) => candidate.name === name);
  if (definition === undefined) {
    throw new AttackSettingsError(
      `Unknown attack "${name}"`,
      `Attacks are: ${attackDefinitions.map((known) => known.name).join(', ')}`,
    );
  }
  return configureAttack(definition, settings);
}
