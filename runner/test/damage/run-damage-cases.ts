import fc from 'fast-check';
import { checkDamage, damageCases } from './check-damage.ts';
import { DamageProject } from './damage-project.ts';

export interface DamageReport {
  readonly cases: number;
  /** Things that were really damaged. */
  readonly damages: number;
  readonly failures: readonly string[];
}

/** Runs seeded cases one after another on one project; one that a failure left unsound is made anew. */
export async function runDamageCases(options: { cases: number; seed: number }): Promise<DamageReport> {
  const { cases, seed } = options;
  let study = await DamageProject.create();
  let damages = 0;
  const failures: string[] = [];
  try {
    for (const [index, damageCase] of fc.sample(damageCases, { seed, numRuns: cases }).entries()) {
      try {
        damages += await checkDamage(study, damageCase);
      } catch (error) {
        failures.push(`case ${index} of seed ${seed}: ${(error as Error).message}`);
        await study.remove();
        study = await DamageProject.create();
      }
    }
  } finally {
    await study.remove();
  }
  return { cases, damages, failures };
}
