import test from 'ava';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { compileGlob, InvalidGlobError } from '../../src/pipeline/glob.ts';

const matches = test.macro((t, glob: string, yes: readonly string[], no: readonly string[]) => {
  const isMatch = compileGlob(glob, { dot: false });
  t.deepEqual(
    yes.filter((path) => !isMatch(path)),
    [],
    'should match',
  );
  t.deepEqual(no.filter(isMatch), [], 'should not match');
});

test('a star stays within a name', matches, 'a/*', ['a/b', 'a/'], ['a', 'a/b/c', 'b/a', 'a/.b']);
test('two stars cross names', matches, '**/x', ['x', 'a/x', 'a/b/x'], ['ax', 'x/a', '.a/x']);
test('two stars at the end are also the folder', matches, 'a/**', ['a', 'a/b', 'a/b/c'], ['ab', 'b/a']);
test('two stars in the middle', matches, 'a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb']);
test('a question mark is one character', matches, 'a?c', ['abc', 'aéc', 'a😀c'], ['ac', 'a/c', 'abbc']);
test('a class', matches, '[a-c]x[!0-9]', ['axb', 'cx-'], ['dxb', 'ax1', 'ax/']);
test('alternatives', matches, '{a,b/c}/*.{py,t*t}', ['a/x.py', 'b/c/x.text'], ['b/x.py', 'a/x.rs']);
test('repeated groups', matches, '+(ab|c)?(d)', ['ab', 'abcab', 'cd'], ['', 'd', 'abd d']);
test('a backslash takes a character as it is', matches, '\\*a', ['*a'], ['ba']);

for (const glob of ['[a', '{a,b', '@(a', 'a\\', '!(a)', '('.repeat(100), 'a'.repeat(2000)]) {
  test(`'${glob.slice(0, 10)}' is refused`, (t) => {
    t.throws(() => compileGlob(glob, { dot: true }), { instanceOf: InvalidGlobError, code: 'GLOB_INVALID' });
  });
}

test('globs mean what they mean elsewhere', (t) => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 3 });
  const paths = fc
    .array(
      name.filter((one) => one !== '' && !/^\.+$/.test(one)),
      { minLength: 1, maxLength: 4 },
    )
    .map((names) => names.join('/'));
  const piece = fc.constantFrom('a', 'b', '*', '?', '{a,b}', 'a*', '*b', '[ab]', '@(a|b)', '+(a|b)', 'x');
  const globs = fc
    .array(
      fc.oneof(
        fc.constant('**'),
        fc.array(piece, { minLength: 1, maxLength: 2 }).map((list) => list.join('')),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((names) => names.join('/'))
    // Two stars that are no name of their own mean different things everywhere; ? after a group is picomatch's own.
    .filter((glob) => !/[^/]\*\*|\*\*[^/]|\)[?*]|\*\/\*\*$/.test(glob));
  t.notThrows(() =>
    fc.assert(
      fc.property(
        globs,
        paths,
        (glob, path) => compileGlob(glob, { dot: true })(path) === picomatch(glob, { dot: true })(path),
      ),
      { numRuns: 3000, seed: 5 },
    ),
  );
});

test('no glob takes long: each takes steps × characters at most', (t) => {
  const path = `${'a'.repeat(200)}/${'a'.repeat(200)}`;
  for (const glob of [
    '*a'.repeat(300),
    '+(a|aa)'.repeat(100),
    '*(*(*(*(a))))b',
    '**/'.repeat(200),
    '(a|a?)+(a*)'.repeat(50),
  ]) {
    t.false(compileGlob(`${glob}b`, { dot: true })(path), glob);
  }
});
