import type { Attack, AttackDefinition, AttackSettings, SettingRule } from './attack.ts';
import { AttackSettingsError } from './settings-error.ts';

/**
 * Makes an attack of its definition: settings are checked, and absent ones filled in.
 * @throws AttackSettingsError for a setting the attack does not have, a value out of range, or two alternatives
 */
export function configureAttack(definition: AttackDefinition, settings: AttackSettings): Attack {
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
  return definition.create({ ...Object.fromEntries(remaining), ...settings });
}

/** What a value should have been; undefined where it is that. */
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
