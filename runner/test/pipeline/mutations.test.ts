import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { InvalidPipelineError } from '../../src/pipeline/document/document.ts';
import { parseJson } from '../../src/pipeline/document/parse-json.ts';
import { Places } from '../../src/pipeline/document/places.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { createFolder } from './pipeline-folder.ts';

const valid = {
  formatVersion: 1,
  name: 'study',
  seed: 3,
  defaultProfile: 'quick',
  stages: {
    train: {
      program: 'train.ts',
      axes: { model: ['lenet', { name: 'blenet', epochs: 3, surrogate: 'lenet' }], size: [28, 32] },
      exclude: [{ model: 'lenet', size: 28 }],
      include: [{ model: 'lenet', size: 64 }],
      batch: ['size'],
      params: { model: '${axis.model}', epochs: 4, deep: { list: [1, '${seed}'] } },
      outputs: ['model', 'history'],
      resources: { threads: 1 },
    },
    show: {
      command: 'show ${input.one} ${input.all} ${params.title} ${axis.size} > ${output.out}/x',
      axes: { size: [32] },
      inputs: { one: { from: 'train/model', where: { model: 'blenet' } }, all: 'train/history' },
      params: { title: '${profile}' },
      outputs: ['out'],
    },
  },
  exclude: [{ model: 'blenet', size: 28 }],
  profiles: {
    base: { stages: { train: { params: { epochs: 3 } } } },
    quick: { extends: ['base'], stages: { train: { params: { epochs: 2 } } } },
  },
};

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    model: { type: 'string' },
    epochs: { type: 'integer', default: 1 },
    deep: { type: 'object' },
  },
};

const values = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      0,
      -1,
      1.5,
      '',
      '..',
      '${axis.model}',
      '${axis.model.epochs}',
      '${x.y}',
      '$${',
      '${',
      [],
      {},
      true,
      'train/model',
      '*',
      'toString',
      [[]],
      [{ name: 'lenet' }],
      { name: {} },
      'a\u0000b',
      'é/ü',
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);
const keys = fc.oneof(
  fc.constantFrom(
    'program',
    'command',
    'axes',
    'where',
    'constructor',
    'toString',
    '__proto__',
    'length',
    'null',
    '0',
    'model',
  ),
  fc.string({ maxLength: 4 }),
);

/** One change somewhere in a document: a value replaced, a member removed, renamed or added. */
type Change = { at: number; kind: 'replace' | 'remove' | 'rename' | 'add'; key: string; value: unknown };
const changes = fc.array(
  fc.record<Change>({
    at: fc.nat(200),
    kind: fc.constantFrom('replace', 'remove', 'rename', 'add'),
    key: keys,
    value: values,
  }),
  { minLength: 1, maxLength: 3 },
);

function applyChange(document: unknown, { at, kind, key, value }: Change): void {
  const slots: [Record<string, unknown>, string][] = [];
  const visit = (container: unknown): void => {
    if (typeof container !== 'object' || container === null) return;
    for (const [name, member] of Object.entries(container)) {
      slots.push([container as Record<string, unknown>, name]);
      visit(member);
    }
  };
  visit(document);
  const [container, name] = slots[at % slots.length] ?? [];
  if (container === undefined || name === undefined) return;
  const member = container[name];
  if (kind === 'replace') container[name] = value;
  if (kind === 'rename' || kind === 'remove') delete container[name];
  if (kind === 'rename') addMember(container, key, member);
  if (kind === 'add') addMember(container, key, value);
}

/** Also a member `__proto__`, as JSON.parse would make it. Arrays, whose removed items are null, get an item. */
function addMember(container: Record<string, unknown> | unknown[], key: string, value: unknown): void {
  if (Array.isArray(container)) container.push(value);
  else Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
}

test('whatever is changed in a document, it loads or its problems are reported', async (t) => {
  const folder = await createFolder(t, { 'train.ts': '', 'schemas/stages/train.schema.json': schema });
  let refused = 0;
  const load = async (text: string) => {
    await writeFile(path.join(folder, 'pipeline.json'), text);
    try {
      await loadPipeline({ baseDir: folder });
    } catch (error) {
      if (!(error instanceof InvalidPipelineError)) throw error;
      refused++;
      const lines = text.split('\n');
      for (const { line, column, sourceLine, file } of error.problems) {
        if (
          file !== 'pipeline.json' ||
          lines[line - 1] !== sourceLine ||
          column < 1 ||
          column > sourceLine.length + 1
        ) {
          throw new Error(`A place that is not in the file: ${line}:${column}`);
        }
      }
    }
  };
  await load(JSON.stringify(valid, null, 2));
  t.is(refused, 0);
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      const document = structuredClone(valid);
      for (const change of list) applyChange(document, change);
      await load(JSON.stringify(document, null, 2));
    }),
    { numRuns: 250 },
  );
  t.true(refused > 60);
});

test('whatever characters are changed in its text, a document loads or its problems are reported', async (t) => {
  const folder = await createFolder(t, { 'train.ts': '' });
  const text = JSON.stringify(valid, null, 1);
  const edits = fc.array(
    fc.tuple(
      fc.nat(text.length),
      fc.nat(3),
      fc.constantFrom(
        '',
        '"',
        '{',
        '}',
        ']',
        ',',
        ':',
        '\\',
        '/*',
        '//',
        '\n',
        '1e999',
        '\u0000',
        '\ud800',
        'null',
      ),
    ),
    { minLength: 1, maxLength: 3 },
  );
  await t.notThrowsAsync(
    fc.assert(
      fc.asyncProperty(edits, async (list) => {
        const edited = list.reduce(
          (before, [at, length, insert]) => before.slice(0, at) + insert + before.slice(at + length),
          text,
        );
        await writeFile(path.join(folder, 'pipeline.json'), edited);
        await loadPipeline({ baseDir: folder }).catch((error: unknown) => {
          if (!(error instanceof InvalidPipelineError)) throw error;
        });
      }),
      { numRuns: 300 },
    ),
  );
});

test('the same texts are JSON as for JSON.parse, with the same value', (t) => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"a"',
    '"b"',
    ':',
    ',',
    '1',
    '-0',
    '01',
    '1.',
    '.5',
    '1e5',
    'true',
    'nul',
    'null',
    ' ',
    '\n',
    '\t',
    '"\\u00e9"',
    '"\\x"',
    '"\t"',
    '/',
    '\u00a0',
    '\ufeff',
  );
  t.notThrows(() =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 8 }).map((list) => list.join('')),
          fc.json(),
        ),
        (text) => {
          const { value, problems } = parseJson({ label: 'x', text }, new Places());
          if (
            problems.some(({ message }) =>
              /Duplicate|cannot be a property name|too large|surrogate/.test(message),
            )
          )
            return true;
          let expected: unknown;
          try {
            expected = JSON.parse(text);
          } catch {
            return problems.length > 0 && value === undefined;
          }
          return problems.length === 0 && JSON.stringify(value) === JSON.stringify(expected);
        },
      ),
      { numRuns: 3000 },
    ),
  );
});

test('what is nested too deep is refused, however deep', (t) => {
  const text = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  t.deepEqual(
    parseJson({ label: 'x', text }, new Places()).problems.map(({ message }) => message),
    ['Nested deeper than 200 levels'],
  );
  t.deepEqual(parseJson({ label: 'x', text: `"${'['.repeat(300)}"` }, new Places()).problems, []);
});
