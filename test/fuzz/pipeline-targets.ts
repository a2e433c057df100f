import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { digestFiles } from '../../runner/src/hash/digest-files.ts';
import { StatCache } from '../../runner/src/hash/stat-cache.ts';
import { loadPipeline } from '../../runner/src/pipeline/load.ts';
import type { Graph } from '../../runner/src/pipeline/model.ts';
import { selectActions } from '../../runner/src/pipeline/select.ts';
import { assertThat, defineTarget, type FuzzTarget, hostileJson, mutateJson } from './fuzz-target.ts';

const VALID = {
  formatVersion: 1,
  name: 'study',
  seed: 3,
  defaultProfile: 'quick',
  stages: {
    train: {
      program: 'train.ts',
      axes: { model: ['lenet', { name: 'blenet', epochs: 3 }], size: [28, 32] },
      exclude: [{ model: 'lenet', size: 28 }],
      include: [{ model: 'lenet', size: 64 }],
      batch: ['size'],
      params: { model: '${axis.model}', epochs: 4, deep: { list: [1, '${seed}'] } },
      files: ['data', '*.ts'],
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
  profiles: { quick: { stages: { train: { params: { epochs: 2 } } } } },
};
const SCHEMA = {
  type: 'object',
  properties: {
    model: { type: 'string' },
    epochs: { type: 'integer', default: 1 },
    deep: { type: 'object' },
  },
};

const names = fc.oneof(
  fc.constantFrom('a', 'b', 'constructor', 'toString', 'x-y', 'n'.repeat(300)),
  fc.string({ maxLength: 3 }),
);
const paths = fc.constantFrom(
  'train.ts',
  '../outside',
  '/etc/passwd',
  'link/passwd',
  'link',
  'C:\\x',
  'a\0b',
  'train.ts/x',
  'x'.repeat(5000),
  'data',
  '.',
  '',
  '**/*',
  '{a,b}/..',
  'self',
);
const templates = fc
  .array(
    fc.constantFrom(
      '${',
      '$${',
      '}',
      '${seed}',
      '${axis.',
      '${axis.a}',
      '${axis.a.x}',
      '${input.i}',
      '${output.out}',
      '${params.p}',
      "'",
      '"',
      '\\',
      '${input.i${input.i}',
      'é',
      '\u2028',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const axisValues = fc.oneof(
  fc.nat(3),
  fc.constantFrom('a', '..', '', '\u0000', 'x'.repeat(400), 1e308, -0, true),
  fc.record({ name: fc.constantFrom('o', '..', 1), x: hostileJson }),
  hostileJson,
);
const manyValues = fc
  .constantFrom(10, 100, 1000)
  .map((count) => Array.from({ length: count }, (_, index) => index));
const stage = fc.record(
  {
    program: paths,
    command: templates,
    axes: fc.dictionary(
      names,
      fc.oneof(
        { weight: 4, arbitrary: fc.array(axisValues, { maxLength: 3 }) },
        { weight: 1, arbitrary: manyValues },
      ),
      { maxKeys: 6 },
    ),
    exclude: fc.array(fc.dictionary(names, axisValues, { maxKeys: 2 }), { maxLength: 2 }),
    include: fc.array(fc.dictionary(names, axisValues, { maxKeys: 2 }), { maxLength: 2 }),
    inputs: fc.dictionary(
      names,
      fc.constantFrom('a/out', 'b/out', 'toString/out', 'a/', '/', {
        from: 'a/out',
        where: { a: '${axis.a}' },
      }),
      { maxKeys: 2 },
    ),
    params: fc.oneof(fc.dictionary(names, fc.oneof(templates, hostileJson), { maxKeys: 3 }), hostileJson),
    paramsSchema: paths,
    files: fc.array(fc.oneof(paths, templates), { maxLength: 2 }),
    outputs: fc.constantFrom(['out'], ['out', 'out'], [], ['..'], ['o'.repeat(300)], ['__proto__']),
    batch: fc.array(names, { maxLength: 2 }),
    timeoutMs: fc.constantFrom(1, 2 ** 31, 1e308, -1),
  },
  { requiredKeys: ['outputs'] },
);
const documents = fc.record(
  {
    formatVersion: fc.constant(1),
    stages: fc.dictionary(names, stage, { minKeys: 1, maxKeys: 4 }),
    profiles: fc.dictionary(names, hostileJson, { maxKeys: 1 }),
    cache: fc.constantFrom('cache', '../x', '/'),
  },
  { requiredKeys: ['formatVersion', 'stages'] },
);

/** Ways to write a document down that are not what JSON.stringify writes. */
const styles = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replace('"stages"', '"stages": {}, "stages"'),
  (text) => `${'['.repeat(150_000)}${text}`,
  (text) => text.replace('1', `1${'0'.repeat(400)}`),
  (text) => `${text}${'/'.repeat(1000)}`,
  (text) => text.replaceAll('"', '\\"'),
  (text) => text.slice(0, text.length / 2),
  (text) => text.replace('{', `{"${'\\u0041'.repeat(20_000)}":[${'1,'.repeat(20_000)}1],`),
  (text) => `[${'{"a":}'.repeat(20_000)}${text}`,
);

const selectors = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        '*',
        '**',
        '?',
        '[',
        ']',
        '{',
        '}',
        '(',
        ')',
        '|',
        ',',
        '!',
        '+',
        '@',
        '\\',
        '/',
        'a',
        'train',
        'lenet',
        '..',
        '*(a',
        '+(a|aa)',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
  fc.string({ maxLength: 20 }),
  fc.constantFrom('*a'.repeat(400), '+(a|aa)'.repeat(140), '{'.repeat(900), 'x'.repeat(100_000)),
);
const settings = fc
  .tuple(
    fc.constantFrom('train', 'show', 'toString', '', 'tra'),
    fc.array(
      fc.constantFrom(
        'params',
        'epochs',
        'axes',
        'model',
        '0',
        '__proto__',
        'resources',
        'constructor',
        'deep',
        '',
        'x'.repeat(2000),
      ),
      { maxLength: 4 },
    ),
    fc.oneof(fc.json({ maxDepth: 2 }), templates, fc.constantFrom('[', '1e999', '\ud800')),
  )
  .map(([name, path, value]) => `${[name, ...path].join('.')}=${value}`);

/** Targets that read pipeline.json, its schemas, `--set`, selections and globs, in a folder of their own. */
export async function createPipelineTargets(): Promise<{ targets: FuzzTarget[]; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-pipeline-'));
  const baseDir = join(folder, 'study');
  const schemaPath = join(baseDir, 'schemas/stages/train.schema.json');
  mkdirSync(join(baseDir, 'schemas/stages'), { recursive: true });
  mkdirSync(join(baseDir, 'data'));
  writeFileSync(join(baseDir, 'train.ts'), '');
  writeFileSync(join(baseDir, 'data/x'), 'x');
  writeFileSync(join(folder, 'outside'), 'outside');
  symlinkSync('/etc', join(baseDir, 'link'));
  symlinkSync('self', join(baseDir, 'self'));
  const write = (text: string, schema: unknown = SCHEMA): void => {
    writeFileSync(join(baseDir, 'pipeline.json'), text);
    writeFileSync(schemaPath, JSON.stringify(schema) ?? '');
  };
  write(JSON.stringify(VALID));
  const graph = await loadPipeline({ baseDir });
  const targets = [
    defineTarget(
      'document',
      fc.tuple(fc.oneof(mutateJson(VALID), documents), styles),
      async ([document, style]) => {
        write(style(JSON.stringify(document, null, 1) ?? ''));
        checkGraph(await loadPipeline({ baseDir }));
      },
    ),
    defineTarget(
      'schema',
      fc.oneof(
        mutateJson(SCHEMA),
        hostileJson,
        fc.constantFrom(
          { $ref: '#' },
          { allOf: [{ $ref: '#' }] },
          { $ref: 'http://nowhere.invalid/x' },
          { pattern: '(' },
        ),
      ),
      async (schema) => {
        write(JSON.stringify(VALID), schema);
        checkGraph(await loadPipeline({ baseDir }));
      },
    ),
    defineTarget('set', fc.array(settings, { minLength: 1, maxLength: 2 }), async (set) => {
      write(JSON.stringify(VALID));
      checkGraph(await loadPipeline({ baseDir, set }));
      assertThat(({} as { threads?: unknown }).threads === undefined, 'no prototype is changed');
    }),
    defineTarget('selector', selectors, (selector) => {
      const selected = selectActions(graph, [selector]);
      assertThat(
        selected.length > 0 && selected.every((id) => graph.actions.has(id)),
        'what is selected is there',
      );
    }),
    defineTarget('files', fc.oneof(paths, selectors), async (pattern) => {
      const found = Object.keys(await digestFiles(baseDir, [pattern], new StatCache(baseDir)));
      assertThat(
        found.every((path) => !path.startsWith('/') && !path.split('/').includes('..')),
        'no file outside is read',
      );
      assertThat(
        found.every((path) => !path.startsWith('link/')),
        'no link out of the folder is followed',
      );
    }),
  ];
  return { targets, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function checkGraph(graph: Graph): void {
  for (const { id, files, inputs } of graph.actions.values()) {
    assertThat(!/(^|\/)\.{0,2}(\/|$)/.test(id), `the id ${JSON.stringify(id)} is a way down`);
    assertThat(
      files.every((file) => !file.split('/').includes('..') && !file.startsWith('/')),
      'files stay inside',
    );
    assertThat(
      inputs.every(({ sources }) => sources.every(({ action }) => graph.actions.has(action))),
      'sources are there',
    );
  }
}
