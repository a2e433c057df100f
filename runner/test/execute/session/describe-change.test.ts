import test from 'ava';
import { describeChanges } from '../../../src/execute/session/describe-change.ts';
import type { KeyDetails } from '../../../src/execute/session/key-details.ts';

function detailsWith(packages: string): KeyDetails {
  const key = { keyVersion: 1, packages: JSON.parse(packages), params: {}, inputs: {} };
  return { key: key as never, modules: {}, dependencies: {}, sources: {} };
}

test('names in a record that every object has are compared like any other', (t) => {
  const changes = describeChanges(
    detailsWith('{"__proto__":"8.0.0 x"}'),
    detailsWith('{"constructor":"1.0.0 y"}'),
  );
  t.deepEqual(
    changes.map(({ text }) => text),
    ['package __proto__ 8.0.0 is no longer used', 'package constructor 1.0.0 is new'],
  );
});
