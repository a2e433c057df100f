import test from 'ava';
import { parseAge, parseNumber, parseSize } from '../../src/cli/parse-amounts.ts';

test('sizes are read as people write them', (t) => {
  const texts = ['0', '4096', '1k', '1.5KiB', '2M', '20G', '20GB', '1 TiB', '3B'];
  const sizes = [0, 4096, 1024, 1536, 2 * 1024 ** 2, 20 * 1024 ** 3, 20e9, 1024 ** 4, 3];
  t.deepEqual(texts.map(parseSize), sizes);
  for (const text of ['', '-1', 'G', '1X', '1iB', '1 G x', '0x10'])
    t.throws(() => parseSize(text), undefined, text);
});

test('ages are read as people write them', (t) => {
  t.deepEqual(['45s', '2m', '12h', '30d', '2W'].map(parseAge), [
    45e3,
    120e3,
    12 * 3600e3,
    30 * 86_400e3,
    14 * 86_400e3,
  ]);
  for (const text of ['', '30', 'd', '-1d', '1y']) t.throws(() => parseAge(text), undefined, text);
});

test('a number may be 0, but nothing else than digits', (t) => {
  t.deepEqual(['0', '12'].map(parseNumber), [0, 12]);
  for (const text of ['', '-1', '1.5', 'x']) t.throws(() => parseNumber(text), undefined, text);
});
