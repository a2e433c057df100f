import { join, resolve, sep } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { findPathFault } from '../../src/base/safe-path.ts';

for (const path of ['a', 'a/b.txt', '.hidden', '..a', 'a..', 'ünïcode/文', ' spaced ']) {
  test(`${JSON.stringify(path)} is safe`, (t) => t.is(findPathFault(path), undefined));
}

for (const path of [
  '',
  '.',
  '..',
  '../a',
  'a/../b',
  'a/..',
  './a',
  '/a',
  '//a',
  'a//b',
  'a/',
  'a\\b',
  'C:\\a',
  'C:a',
  'a\0b',
  'a\nb',
  '\ud800',
  'x'.repeat(256),
  'x/'.repeat(3000),
]) {
  test(`${JSON.stringify(path).slice(0, 40)} is not safe`, (t) => t.is(typeof findPathFault(path), 'string'));
}

test('whatever passes stays below its folder', (t) => {
  const part = fc.oneof(fc.constantFrom('..', '.', '', '/', '\\', 'a'), fc.string());
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const path = parts.join('/');
      if (findPathFault(path) === undefined)
        t.true(resolve('/root/folder', path).startsWith(join('/root/folder') + sep));
      else t.pass();
    }),
    { seed: 5, numRuns: 500 },
  );
});
