import test from 'ava';
import fc from 'fast-check';
import {
  countThings,
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  joinWords,
} from '../../src/base/words.ts';

const formats = test.macro({
  exec: (t, durationMs: number, text: string) => t.is(formatDuration(durationMs), text),
  title: (_, durationMs, text) => `${durationMs} ms is written as '${text}'`,
});

test(formats, 0, '0 ms');
test(formats, 84.6, '85 ms');
test(formats, 999.7, '1 s');
test(formats, 1000, '1 s');
test(formats, 2449, '2.4 s');
test(formats, 7420, '7.4 s');
test(formats, 9949, '9.9 s');
test(formats, 9950, '10 s');
test(formats, 31_400, '31 s');
test(formats, 59_600, '1 min');
test(formats, 125_000, '2 min 5 s');
test(formats, 245_000, '4 min 5 s');
test(formats, 3_599_600, '1 h');
test(formats, 3_780_000, '1 h 3 min');
test(formats, 7_380_000, '2 h 3 min');
test(formats, -5, '0 ms');

test('no duration shows sixty of a unit or a unit of zero', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (durationMs) => {
      const text = formatDuration(durationMs);
      t.notRegex(text, /(?<![\d.])(?:60 s|60 min)/);
      t.notRegex(text, / 0 (?:s|min)/);
    }),
  );
});

test('things are counted in the singular and the plural', (t) => {
  t.deepEqual(
    [0, 1, 2, 2000].map((count) => countThings(count, 'row')),
    ['0 rows', '1 row', '2 rows', '2,000 rows'],
  );
  t.is(countThings(2, 'entry', 'entries'), '2 entries');
  t.is(formatCount(1_234_567), '1,234,567');
});

test('words are joined as in a sentence', (t) => {
  t.deepEqual(
    [[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => joinWords(words)),
    ['', 'a', 'a and b', 'a, b and c'],
  );
});

test('numbers are written with six digits at most', (t) => {
  t.deepEqual([1 / 3, 1e-9 / 3, 12, Number.NaN, -Infinity].map(formatNumber), [
    '0.333333',
    '3.33333e-10',
    '12',
    'NaN',
    '-Infinity',
  ]);
});

test('bytes are written in binary units', (t) => {
  t.deepEqual([0, 1023, 1536, 20 * 1024 ** 2].map(formatBytes), ['0 B', '1023 B', '1.5 KiB', '20 MiB']);
});

test('a count has its thousands apart, as the language has them', (t) => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (count) => t.is(formatCount(count), count.toLocaleString('en-US'))),
  );
});
