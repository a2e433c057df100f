import test from 'ava';
import { checkAttackDefinition, createAttack } from '../../../src/attacks/methods/registry.ts';

/** The functions that an attack of kind `search` must have. */
const parts = {
  kind: 'search',
  evaluations: 1,
  usesGradient: true,
  loss: () => undefined,
  begin: () => undefined,
  advance: () => undefined,
  examples: () => undefined,
};

const definition = {
  name: 'own',
  norm: 'linf',
  settings: { steps: { type: 'integer', minimum: 1, description: 'Number of steps.' } },
  defaults: { steps: 3 },
  create: (settings: object) => ({ ...parts, name: 'own', norm: 'linf', settings }),
};

test('an attack of a module gets its settings as the study’s own do', (t) => {
  t.like(createAttack('alias', {}, definition), { name: 'own', settings: { steps: 3 } });
  t.like(createAttack('alias', { steps: 5 }, definition), { settings: { steps: 5 } });
  t.throws(() => createAttack('alias', { steps: 0 }, definition), { code: 'ATTACK_SETTINGS' });
  t.throws(() => createAttack('alias', { alpha: 1 }, definition), { message: /no setting "alpha"/ });
});

test('an attack that gives itself no name, norm and settings has those of its definition', (t) => {
  const create = () => parts;
  t.like(createAttack('alias', { steps: 5 }, { ...definition, create }), {
    ...{ name: 'own', norm: 'linf', settings: { steps: 5 }, kind: 'search' },
  });
});

test('an attack of a class keeps its methods', (t) => {
  class Own {
    readonly kind = 'search';
    readonly evaluations = 1;
    readonly usesGradient = false;
    begin() {
      return this.kind;
    }
    advance() {}
    examples() {}
    loss() {}
  }
  const attack = createAttack('alias', {}, { ...definition, create: () => new Own() });
  t.is((attack as unknown as Own).begin(), 'search');
  t.is(attack.name, 'own');
});

for (const [what, value, message] of [
  ['nothing', undefined, /"alias" has no proper name/],
  ['another norm', { ...definition, norm: 'l1' }, /norm, linf or l2/],
  ['settings without rules', { ...definition, settings: { steps: 1 } }, /settings, a rule for each/],
  ['a rule of an unknown type', { ...definition, settings: { steps: { type: 'int' } } }, /a rule for each/],
  ['a default without a rule', { ...definition, defaults: { stepz: 3 } }, /"stepz" is no setting/],
  [
    'a default out of range',
    { ...definition, defaults: { steps: 0 } },
    /expected steps to be a whole number/,
  ],
  ['alternatives without a rule', { ...definition, alternatives: ['alpha'] }, /"alpha" is no setting/],
  ['no defaults', { ...definition, defaults: null }, /defaults/],
  ['no create', { ...definition, create: undefined }, /create, a function/],
] as const) {
  test(`a module with ${what} is an error that says what is missing`, (t) => {
    t.throws(() => checkAttackDefinition('alias', value), { code: 'ATTACK_SETTINGS', message });
  });
}

for (const [what, created, message] of [
  ['nothing', undefined, /returned undefined, not an object/],
  ['a promise', Promise.resolve(parts), /a promise; it must not be async/],
  ['another kind', { ...parts, kind: 'serach' }, /the kind "serach"/],
  [
    'a stepping attack without reach',
    { kind: 'stepping', steps: 1, start() {}, step() {} },
    /no function "reach"/,
  ],
  ['a search without examples', { ...parts, examples: undefined }, /no function "examples"/],
  ['no number of evaluations', { ...parts, evaluations: Number.NaN }, /evaluations NaN/],
  [
    'a number of steps as text',
    { kind: 'stepping', steps: '3', start() {}, step() {}, reach() {} },
    /steps 3,/,
  ],
  ['no usesGradient', { ...parts, usesGradient: undefined }, /usesGradient undefined/],
  ['another norm than it declares', { ...parts, norm: 'l2' }, /norm "l2", where the attack declares "linf"/],
] as const) {
  test(`create that returns ${what} is an error that says so`, (t) => {
    t.throws(() => createAttack('alias', {}, { ...definition, create: () => created }), {
      ...{ code: 'ATTACK_SETTINGS', message },
    });
  });
}

test('code that reads a setting without a rule is an error', (t) => {
  const create = (settings: Record<string, number>) => ({ ...parts, evaluations: settings.stepz ?? 0 });
  t.throws(() => createAttack('alias', {}, { ...definition, create }), {
    ...{ code: 'ATTACK_SETTINGS', message: /attack "own" reads the setting "stepz"/ },
  });
  const optional = { ...definition.settings, alpha: { type: 'number', description: 'Without a default.' } };
  const reads = (settings: Record<string, number>) => ({ ...parts, evaluations: settings.alpha ?? 7 });
  t.like(createAttack('alias', {}, { ...definition, settings: optional, create: reads }), { evaluations: 7 });
});

test('the loop may ask an attack for restarts that it has no rule for', (t) => {
  const create = (settings: object) => ({ ...parts, settings });
  t.is(createAttack('alias', {}, { ...definition, create }).settings.restarts, undefined);
});
