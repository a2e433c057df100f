import test from 'ava';
import { createProblem, formatProblem, sortProblems } from '../../../src/pipeline/document/problem.ts';
import { findLineColumn } from '../../../src/pipeline/document/source-text.ts';

const source = { label: 'pipeline.json', text: '{\n  "a": [1,\n    2],\n\t"b": 3\r\n}' };

test('offsets become lines and columns from 1', (t) => {
  const places = [0, 1, 2, 4, 12, source.text.length].map((offset) => findLineColumn(source.text, offset));
  t.deepEqual(
    places.map(({ line, column, sourceLine }) => [line, column, sourceLine]),
    [
      [1, 1, '{'],
      [1, 2, '{'],
      [2, 1, '  "a": [1,'],
      [2, 3, '  "a": [1,'],
      [2, 11, '  "a": [1,'],
      [5, 2, '}'],
    ],
  );
});

test('a problem shows its line, a caret under its place, and what was meant', (t) => {
  const problem = createProblem({ source, offset: 27, length: 1 }, 'Expected "b" to be text, got 3', 'c');
  t.is(
    formatProblem(problem),
    'pipeline.json:4:7 Expected "b" to be text, got 3\n  \t"b": 3\n  \t     ^ did you mean "c"?',
  );
});

test('the caret covers a place of several lines as far as its first line goes', (t) => {
  t.is(createProblem({ source, offset: 9, length: 11 }, '').caretLength, 3);
});

test('a place without length has a caret all the same', (t) => {
  t.is(createProblem({ source, offset: source.text.length, length: 0 }, '').caretLength, 1);
});

test('problems are sorted by place, those of --set last, each once', (t) => {
  const argument = (text: string) =>
    createProblem({ source: { label: '--set', text }, offset: 0, length: 1 }, 'x');
  const at = (offset: number) => createProblem({ source, offset, length: 1 }, 'x');
  const sorted = sortProblems([argument('b.c=1'), at(27), argument('a.b=1'), at(4), at(27), at(9)]);
  t.deepEqual(
    sorted.map(({ file, line, column, sourceLine }) => [file, line, column, sourceLine.trim()]),
    [
      ['pipeline.json', 2, 3, '"a": [1,'],
      ['pipeline.json', 2, 8, '"a": [1,'],
      ['pipeline.json', 4, 7, '"b": 3'],
      ['--set', 1, 1, 'b.c=1'],
      ['--set', 1, 1, 'a.b=1'],
    ],
  );
});
