import test from 'ava';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from '../../src/hash/canonical-json.ts';
import { NotJsonError } from '../../src/hash/errors.ts';

test('writes the example of RFC 8785, section 3.2.2', (t) => {
  const value = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  t.is(
    canonicalJson(value),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('sorts keys by UTF-16 code units, as in RFC 8785, section 3.2.3', (t) => {
  const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
  const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
  const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
  t.deepEqual(
    [...text.matchAll(/"((?:[^"\\]|\\.)*)":/g)].map(([, key]) => JSON.parse(`"${key}"`)),
    sorted,
  );
});

test('writes any JSON value as the canonicalize package does', (t) => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }), (value) => {
      t.is(canonicalJson(value), canonicalize(value) ?? '');
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('gives one text for one value, whatever the order of its keys', (t) => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      t.is(canonicalJson(Object.fromEntries(Object.entries(value).reverse())), canonicalJson(value));
      t.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
    }),
    { seed: 2, numRuns: 200 },
  );
});

test('leaves out undefined properties', (t) => {
  t.is(canonicalJson({ b: undefined, a: 1 }), '{"a":1}');
});

const cycle: unknown[] = [];
cycle.push(cycle);
for (const [what, value] of Object.entries({
  NaN: Number.NaN,
  Infinity: { a: [Number.POSITIVE_INFINITY] },
  undefined: undefined,
  'undefined in a list': [undefined],
  'a function': { run: () => 1 },
  'a symbol': [Symbol('s')],
  'a bigint': 1n,
  'a date': new Date(0),
  'a map': new Map(),
  'half a surrogate pair': '\ud800',
  'half a surrogate pair in a key': { '\udc00': 1 },
  'a cycle': cycle,
})) {
  test(`refuses ${what}`, (t) => {
    const error = t.throws(() => canonicalJson(value), { instanceOf: NotJsonError });
    t.is(error?.code, 'NOT_JSON');
  });
}
