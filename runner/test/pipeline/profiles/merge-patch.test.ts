import test from 'ava';
import fc from 'fast-check';
import type { JsonValue } from '../../../src/base/json.ts';
import { mergePatch } from '../../../src/pipeline/profiles/merge-patch.ts';

// RFC 7396, appendix A.
const examples: readonly [target: JsonValue, patch: JsonValue, result: JsonValue][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

for (const [target, patch, result] of examples) {
  test(`RFC 7396: ${JSON.stringify(target)} with ${JSON.stringify(patch)}`, (t) => {
    t.deepEqual(mergePatch(target, patch), result);
  });
}

/** Values as the parser makes them: `__proto__` is no property there. */
const json = fc
  .jsonValue({ maxDepth: 4 })
  .filter((value) => !JSON.stringify(value).includes('__proto__')) as fc.Arbitrary<JsonValue>;
const withoutNull = json.map(dropNull);

function dropNull(value: JsonValue): JsonValue {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [key, dropNull(member)]),
  );
}

const law = test.macro((t, assertion: () => void) => {
  t.notThrows(assertion);
});

test('a patch applied twice is the patch applied once', law, () =>
  fc.assert(
    fc.property(json, json, (target, patch) => {
      const once = mergePatch(target, patch);
      return same(mergePatch(once, patch), once);
    }),
  ),
);

test('an empty patch changes no object', law, () =>
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        json,
      ),
      (target) => same(mergePatch(target, {}), target),
    ),
  ),
);

test('a document without null is made by patching nothing with it', law, () =>
  fc.assert(
    fc.property(
      withoutNull,
      json,
      (patch, target) =>
        same(mergePatch({}, patch), patch) &&
        same(mergePatch(target, mergePatch({}, patch)), mergePatch(target, patch)),
    ),
  ),
);

test('the arguments stay as they are', law, () =>
  fc.assert(
    fc.property(json, json, (target, patch) => {
      const before = JSON.stringify([target, patch]);
      mergePatch(target, patch);
      return JSON.stringify([target, patch]) === before;
    }),
  ),
);

test('members keep the order of the target, new ones come last', (t) => {
  t.deepEqual(Object.keys(mergePatch({ b: 1, a: { x: 1 } }, { c: 1, a: { y: 2 }, b: 2 }) as object), [
    'b',
    'a',
    'c',
  ]);
});

function same(a: JsonValue, b: JsonValue): boolean {
  return JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b));
}

function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sortKeys(member)]),
  );
}
