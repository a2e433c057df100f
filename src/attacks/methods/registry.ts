import type { Attack, AttackDefinition, AttackSettings, SettingRule } from '../attack.ts';
import { AttackSettingsError } from '../errors.ts';
import { apgdCe, apgdDlr } from './apgd.ts';
import { bim } from './bim.ts';
import { checkMethod, guardSettings } from './check-method.ts';
import { fgsm } from './fgsm.ts';
import { miFgsm } from './mi-fgsm.ts';
import { noise } from './noise.ts';
import { pgdLinf } from './pgd.ts';
import { pgdL2 } from './pgd-l2.ts';
import { square } from './square.ts';

/** The attacks that come with the study. To add one: a file beside this one, a line here, its name in the stage's schema. */
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
 * Makes an attack ready to run, with its defaults for settings that are not given.
 * @param name of an attack of the study, or what the pipeline calls the attack of a module
 * @param exported what the module exports; absent: the attack is one of the study's
 * @throws AttackSettingsError for an unknown name, a module that defines no attack, a setting that the attack does not
 *   have, a value out of range, two settings that exclude each other, or a `create` that returns no attack
 */
export function createAttack(name: string, settings: AttackSettings, exported?: unknown): Attack {
  const definition = exported === undefined ? findDefinition(name) : checkAttackDefinition(name, exported);
  const resolved = resolveSettings(definition, settings);
  const guarded = guardSettings(definition, resolved);
  const created = checkMethod(definition, definition.create(guarded)) as { readonly settings?: unknown };
  // A module's attack may be an instance of a class: it keeps its prototype.
  return Object.assign(
    Object.create(Object.getPrototypeOf(created)) as object,
    { name: definition.name, norm: definition.norm, settings: resolved },
    created,
    // Without the guard, which would refuse the loop's own questions.
    (created.settings === undefined || created.settings === guarded) && { settings: resolved },
  ) as Attack;
}

function findDefinition(name: string): AttackDefinition {
  const definition = attackDefinitions.find((candidate) => candidate.name === name);
  if (definition !== undefined) return definition;
  throw new AttackSettingsError(
    `Unknown attack "${name}"`,
    `Attacks are: ${attackDefinitions.map((known) => known.name).join(', ')}`,
  );
}

/**
 * Checks the default export of a module. What its `create` returns is checked by checkMethod.
 * @param name what the pipeline calls the attack, for the error
 * @throws AttackSettingsError naming what is missing
 */
export function checkAttackDefinition(name: string, value: unknown): AttackDefinition {
  const fault = findFault((value ?? {}) as Partial<AttackDefinition>);
  if (fault === undefined) return value as AttackDefinition;
  throw new AttackSettingsError(
    `The module of attack "${name}" has no proper ${fault}`,
    'Have it export { name, norm, settings, defaults, create } as its default (docs/how-to/add-an-attack.md).',
  );
}

const ruleTypes: readonly SettingRule['type'][] = ['number', 'integer', 'boolean', 'string'];

function findFault(definition: Partial<AttackDefinition>): string | undefined {
  const { name, norm, settings, defaults, create } = definition;
  if (typeof name !== 'string' || name === '') return 'name';
  if (norm !== 'linf' && norm !== 'l2') return 'norm, linf or l2';
  if (!isObject(settings) || !Object.values(settings).every(isRule)) return 'settings, a rule for each';
  if (!isObject(defaults)) return 'defaults';
  for (const [setting, value] of Object.entries(defaults)) {
    if (!Object.hasOwn(settings, setting)) return `defaults: "${setting}" is no setting of it`;
    const expected = value === undefined ? undefined : explainMismatch(settings[setting]!, value);
    if (expected !== undefined) return `defaults: expected ${setting} to be ${expected}`;
  }
  const stranger = (definition.alternatives ?? []).find((setting) => !Object.hasOwn(settings, setting));
  if (stranger !== undefined) return `alternatives: "${stranger}" is no setting of it`;
  return typeof create === 'function' ? undefined : 'create, a function';
}

function isRule(rule: unknown): boolean {
  return isObject(rule) && ruleTypes.includes((rule as Partial<SettingRule>).type as SettingRule['type']);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The settings that are given, checked, and the defaults of the others. */
function resolveSettings(definition: AttackDefinition, settings: AttackSettings): AttackSettings {
  const { name, settings: rules, defaults, alternatives = [] } = definition;
  for (const [setting, value] of Object.entries(settings)) {
    if (!Object.hasOwn(rules, setting)) {
      const known = Object.keys(rules).join(', ');
      throw new AttackSettingsError(
        `${name} has no setting "${setting}"`,
        known === '' ? 'It has none.' : `Its settings are: ${known}`,
      );
    }
    const expected = explainMismatch(rules[setting]!, value);
    if (expected !== undefined) {
      throw new AttackSettingsError(
        `${name} has ${setting} ${JSON.stringify(value)}`,
        `Expected ${expected}. ${rules[setting]!.description}`,
      );
    }
  }
  const chosen = alternatives.filter((setting) => settings[setting] !== undefined);
  if (chosen.length > 1) {
    throw new AttackSettingsError(`${name} has both ${chosen.join(' and ')}`, 'Give one of them.');
  }
  const remaining = Object.entries(defaults).filter(
    ([setting]) => chosen.length === 0 || !alternatives.includes(setting),
  );
  return { ...Object.fromEntries(remaining), ...settings };
}

/** What a value should have been; undefined where it is right. */
function explainMismatch(rule: SettingRule, value: unknown): string | undefined {
  if (rule.type === 'boolean') return typeof value === 'boolean' ? undefined : 'true or false';
  if (rule.type === 'string') {
    if (typeof value !== 'string') return 'a string';
    return rule.enum === undefined || rule.enum.includes(value)
      ? undefined
      : `one of ${rule.enum.join(', ')}`;
  }
  const { type, minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = rule;
  const isNumber = type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
  const number = value as number;
  if (isNumber && number >= minimum && number > exclusiveMinimum && number <= maximum) return undefined;
  return [
    type === 'integer' ? 'a whole number' : 'a number',
    ...(Number.isFinite(minimum) ? [`from ${minimum}`] : []),
    ...(Number.isFinite(exclusiveMinimum) ? [`above ${exclusiveMinimum}`] : []),
    ...(Number.isFinite(maximum) ? [`up to ${maximum}`] : []),
  ].join(' ');
}
