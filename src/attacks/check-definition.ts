import type { AttackDefinition } from './attack.ts';
import { AttackSettingsError } from './settings-error.ts';

/**
 * Checks a module's default export; what its `create` gives is the module's own promise.
 * @param name what the pipeline calls the attack, for the error
 * @throws AttackSettingsError
 */
export function checkAttackDefinition(name: string, value: unknown): AttackDefinition {
  const fault = findFault((value ?? {}) as Partial<AttackDefinition>);
  if (fault === undefined) return value as AttackDefinition;
  throw new AttackSettingsError(
    `The module of attack "${name}" has no proper ${fault}`,
    'Have it export { name, norm, settings, defaults, create } as its default (docs/how-to/add-an-attack.md).',
  );
}

function findFault(definition: Partial<AttackDefinition>): string | undefined {
  const { name, norm, settings, defaults, create } = definition;
  if (typeof name !== 'string' || name === '') return 'name';
  if (norm !== 'linf' && norm !== 'l2') return 'norm, linf or l2';
  if (!isObject(settings) || !Object.values(settings).every(isObject)) return 'settings, a rule for each';
  if (!isObject(defaults)) return 'defaults';
  return typeof create === 'function' ? undefined : 'create, a function';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
