import type { AttackDefinition, AttackSettings } from '../attack.ts';
import { AttackSettingsError } from '../errors.ts';

const functions = {
  stepping: ['start', 'step', 'reach'],
  search: ['begin', 'advance', 'examples', 'loss'],
} as const;

/** The member that says how often an attack asks the model. */
const counts = { stepping: 'steps', search: 'evaluations' } as const;

/**
 * Checks what an attack's `create` returned, before an hour is spent on it.
 * @throws AttackSettingsError naming the attack and the first member that is missing or wrong
 */
export function checkMethod(definition: AttackDefinition, created: unknown): object {
  const fault = findFault(definition, created);
  if (fault === undefined) return created as object;
  throw new AttackSettingsError(
    `create of attack "${definition.name}" returned ${fault}`,
    'It returns an attack of kind "stepping" or "search" (docs/how-to/add-an-attack.md).',
  );
}

function findFault({ norm }: AttackDefinition, created: unknown): string | undefined {
  if (created instanceof Promise) return 'a promise; it must not be async';
  if (typeof created !== 'object' || created === null) return `${String(created)}, not an object`;
  const method = created as Record<string, unknown>;
  const { kind } = method;
  if (kind !== 'stepping' && kind !== 'search') return `the kind ${JSON.stringify(kind)}`;
  const missing = functions[kind].find((name) => typeof method[name] !== 'function');
  if (missing !== undefined) return `no function "${missing}", which an attack of kind "${kind}" has`;
  const count = method[counts[kind]];
  if (!(Number.isSafeInteger(count) && (count as number) >= 0)) {
    return `${counts[kind]} ${String(count)}, which is no whole number`;
  }
  if (kind === 'search' && typeof method.usesGradient !== 'boolean') {
    return `usesGradient ${String(method.usesGradient)}, which is neither true nor false`;
  }
  if (method.norm !== undefined && method.norm !== norm) {
    return `norm ${JSON.stringify(method.norm)}, where the attack declares "${norm}"`;
  }
  if (method.name !== undefined && (typeof method.name !== 'string' || method.name === '')) {
    return `the name ${JSON.stringify(method.name)}`;
  }
  return undefined;
}

/**
 * The settings as `create` sees them: reading one that the attack has no rule for is an error. It would be undefined, and
 * an attack of undefined steps does nothing.
 */
export function guardSettings(
  { name, settings }: AttackDefinition,
  resolved: AttackSettings,
): AttackSettings {
  return new Proxy(resolved, {
    get(target, key) {
      const isKnown = typeof key === 'symbol' || key in target || Object.hasOwn(settings, key);
      // A promise is told by its "then", and JSON.stringify asks for "toJSON".
      if (isKnown || key === 'then' || key === 'toJSON') return Reflect.get(target, key) as unknown;
      const known = Object.keys(settings).join(', ');
      throw new AttackSettingsError(
        `The code of attack "${name}" reads the setting "${key}", for which it has no rule`,
        known === '' ? 'Add a rule to its settings.' : `Its settings are: ${known}`,
      );
    },
  });
}
