import test from 'ava';
import { checkAttackDefinition, createAttack } from '../../../src/attacks/methods/registry.ts';

const definition = {
  name: 'own',
  norm: 'linf',
  settings: { steps: { type: 'integer', minimum: 1, description: 'Number of steps.' } },
  defaults: { steps: 3 },
  create: (settings: object) => ({ kind: 'search', name: 'own', norm: 'linf', settings }),
};

test('an attack of a module gets its settings as the study’s own do', (t) => {
  t.like(createAttack('alias', {}, definition), { name: 'own', settings: { steps: 3 } });
  t.like(createAttack('alias', { steps: 5 }, definition), { settings: { steps: 5 } });
  t.throws(() => createAttack('alias', { steps: 0 }, definition), { code: 'ATTACK_SETTINGS' });
  t.throws(() => createAttack('alias', { alpha: 1 }, definition), { message: /no setting "alpha"/ });
});

test('an attack that gives itself no name, norm and settings has those of its definition', (t) => {
  const create = () => ({ kind: 'search' });
  t.like(createAttack('alias', { steps: 5 }, { ...definition, create }), {
    ...{ name: 'own', norm: 'linf', settings: { steps: 5 }, kind: 'search' },
  });
});

test('an attack of a class keeps its methods', (t) => {
  class Own {
    readonly kind = 'search';
    begin() {
      return this.kind;
    }
  }
  const attack = createAttack('alias', {}, { ...definition, create: () => new Own() });
  t.is((attack as unknown as Own).begin(), 'search');
  t.is(attack.name, 'own');
});

for (const [what, value, message] of [
  ['nothing', undefined, /"alias" has no proper name/],
  ['another norm', { ...definition, norm: 'l1' }, /norm, linf or l2/],
  ['settings without rules', { ...definition, settings: { steps: 1 } }, /settings, a rule for each/],
  ['no defaults', { ...definition, defaults: null }, /defaults/],
  ['no create', { ...definition, create: undefined }, /create, a function/],
] as const) {
  test(`a module with ${what} is an error that says what is missing`, (t) => {
    t.throws(() => checkAttackDefinition('alias', value), { code: 'ATTACK_SETTINGS', message });
  });
}
