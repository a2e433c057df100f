import test from 'ava';
import { ARCHITECTURES, act, conv, dense, pool } from '../../src/networks/architectures.ts';
import { checkArchitecture } from '../../src/networks/check-architecture.ts';
import { resolveNetwork } from '../../src/networks/network.ts';
import { countParameters } from '../../src/networks/parameters.ts';

for (const [name, architecture] of Object.entries(ARCHITECTURES)) {
  test(`the table of ${name} passes, and gives the same network`, (t) => {
    const { definition, ...defined } = resolveNetwork(name, 3, JSON.parse(JSON.stringify(architecture)));
    t.deepEqual(defined, resolveNetwork(name, 3));
    t.truthy(definition);
  });
}

test('what is left out: not Bayesian, relu; softplus where it is Bayesian', (t) => {
  const rows = [dense(10)];
  t.like(checkArchitecture('n', { rows }), { bayesian: false, activation: 'relu' });
  t.like(checkArchitecture('n', { bayesian: true, rows }), { activation: 'softplus' });
  t.is(countParameters(resolveNetwork('n', 1, { rows })), 1024 * 10 + 10);
});

for (const [what, table, message] of [
  ['no table', 'lenet', /is not a table of layers/],
  ['no rows', { rows: [] }, /has no rows/],
  ['an unknown activation', { activation: 'gelu', rows: [dense(10)] }, /activation "gelu"/],
  ['a row of another kind', { rows: [{ kind: 'lstm' }, dense(10)] }, /row 1 \{"kind":"lstm"\}/],
  ['a count that is none', { rows: [conv(0, 3), dense(10)] }, /row 1 .*no layer/],
  ['other classes', { rows: [dense(9)] }, /does not end in dense\(10\)/],
  ['an end that is no dense layer', { rows: [dense(10), act] }, /does not end in dense\(10\)/],
  [
    'a convolution after a dense layer',
    { rows: [dense(16), conv(2, 1), dense(10)] },
    /row 2 a conv after a dense/,
  ],
  ['more pooling than pixels', { rows: [pool(16, 16), pool(3, 3), dense(10)] }, /row 2 3 pixels, more than/],
  ['a stride that leaves pixels out', { rows: [conv(2, 3, { stride: 4 }), dense(10)] }, /row 1 stride 4/],
] as const) {
  test(`${what} is an error that says where`, (t) => {
    const error = t.throws(() => checkArchitecture('mine', table), { code: 'NETWORK_INVALID' });
    t.regex(error?.message ?? '', message);
  });
}
