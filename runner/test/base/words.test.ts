import test from 'ava';
import fc from 'fast-check';
import { formatDuration } from '../../src/base/words.ts';

const formats = test.macro({
  exec: (t, durationMs: number, text: string) => t.is(formatDuration(durationMs), text),
  title: (_, durationMs, text) => `${durationMs} ms is written as '${text}'`,
});

test(formats, 0, '0 ms');
test(formats, 84.6, '85 ms');
test(formats, 999.7, '1 s');
test(formats, 1000, '1 s');
test(formats, 2449, '2.4 s');
test(formats, 9949, '9.9 s');
test(formats, 9950, '10 s');
test(formats, 31_400, '31 s');
test(formats, 59_600, '1 min');
test(formats, 245_000, '4 min 5 s');
test(formats, 3_599_600, '1 h');
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
