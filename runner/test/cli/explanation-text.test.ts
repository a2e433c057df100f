import test from 'ava';
import { type Digest, digestBytes } from '../../src/base/digest.ts';
import { toExplanationJson } from '../../src/cli/explanation-json.ts';
import { describeExplanation } from '../../src/cli/explanation-text.ts';
import type { Explanation, TracedChange } from '../../src/execute/index.ts';

const DIGEST: Digest = digestBytes('');

const KEY: NonNullable<Explanation['key']> = {
  keyVersion: 1,
  stage: 'train',
  axes: {},
  outputs: ['model'],
  params: { epochs: 12 },
  inputs: {},
  seed: 7,
  threads: 1,
};

const RECORD: NonNullable<Explanation['record']> = {
  recordVersion: 1,
  keyDigest: DIGEST,
  key: KEY,
  action: 'train',
  outputs: {
    model: { digest: DIGEST, entries: [{ path: 'a', digest: DIGEST, size: 0, executable: false }] },
  },
  sources: {},
  provenance: { engine: 'tensorflow', device: 'cpu' },
  startedAt: '2026-01-31T12:00:00.000Z',
  durationMs: 24_000,
  peakMemoryMiB: 310,
  log: digestBytes('a line'),
  checksum: DIGEST,
};

const BASE = { dependsOn: [], history: 'known', rootCauses: [] } as const;

function change(field: string, text: string, causes?: TracedChange['causes']): TracedChange {
  return { field, before: 1, after: 2, text, ...(causes === undefined ? {} : { causes }) };
}

test('an explanation names what changed, why it last ran, where the result came from, and the key as it is now', (t) => {
  const explanation: Explanation = {
    ...BASE,
    action: 'train',
    state: 'execute',
    reason: 'params.epochs 10 → 12',
    changes: [change('params.epochs', 'params.epochs 10 → 12')],
    key: KEY,
    record: RECORD,
    lastRun: {
      startedAt: '2026-01-31T12:00:00.000Z',
      run: 'RUN',
      reason: 'never ran',
      changes: [],
      rootCauses: [],
      note: 'it has no result from before that',
    },
    log: 'cache/objects/ab/cd',
  };
  t.deepEqual(describeExplanation(explanation), [
    'train: would execute',
    '  why: params.epochs 10 → 12',
    '  changed since its last result:',
    '    params.epochs 10 → 12',
    '  last ran: 2026-01-31T12:00:00.000Z (run RUN)',
    '    because: never ran',
    '  its result: took 24 s, at most 310 MiB, seed 7, 1 thread',
    '    made by: engine tensorflow, device cpu',
    `    model  ${DIGEST}, 1 file`,
    '    log: cache/objects/ab/cd',
    '  key:',
    '    keyVersion  1',
    '    stage       "train"',
    '    axes        {}',
    '    outputs     ["model"]',
    '    params      {"epochs":12}',
    '    inputs      {}',
    '    seed        7',
    '    threads     1',
  ]);
});

test('an action that never ran, with inputs still to come, has neither key nor result', (t) => {
  const explanation: Explanation = {
    ...BASE,
    action: 'plot',
    state: 'execute',
    reason: 'never ran',
    history: 'never-ran',
    changes: [],
  };
  t.deepEqual(describeExplanation(explanation), [
    'plot: would execute',
    '  why: never ran',
    '  it never ran here',
  ]);
});

test('hundreds of causes that read the same are told once, and the root is told last', (t) => {
  const root = { action: 'train', changes: [change('params.epochs', 'params.epochs 10 → 12')] };
  const model = change('inputs.model', 'input model: train gave other bytes', [root]);
  const cells = Array.from({ length: 100 }, (_, index) => ({ action: `cell/${index}`, changes: [model] }));
  const explanation: Explanation = {
    ...BASE,
    action: 'table',
    state: 'execute',
    reason: 'input cells: cell/0 gave other bytes and 99 more',
    changes: [change('inputs.cells', 'input cells: cell/0 gave other bytes and 99 more', cells)],
    rootCauses: [{ text: 'params.epochs 10 → 12', actions: ['train'] }],
  };
  t.deepEqual(describeExplanation(explanation).slice(2, 8), [
    '  changed since its last result:',
    '    input cells: cell/0 gave other bytes and 99 more',
    '      cell/0 and 99 more:',
    '        input model: train gave other bytes',
    '          train: params.epochs 10 → 12',
    '  it all begins with:',
  ]);
  t.is(describeExplanation(explanation)[8], '    train: params.epochs 10 → 12');
});

test('as JSON a cause that many share is written once', (t) => {
  const shared = { action: 'train', changes: [change('params.epochs', 'params.epochs 10 → 12')] };
  const model = change('inputs.model', 'input model: train gave other bytes', [shared]);
  const explanation: Explanation = {
    ...BASE,
    action: 'table',
    state: 'execute',
    reason: '',
    changes: [
      change('inputs.cells', 'two cells', [
        { action: 'cell/0', changes: [model] },
        { action: 'cell/1', changes: [model] },
      ]),
    ],
  };
  const text = JSON.stringify(toExplanationJson(explanation));
  t.is(text.split('params.epochs 10').length, 2);
  t.true(text.includes('{"action":"train","above":true}'));
});

test('of a command, no memory is told, and an empty log is called empty', (t) => {
  const explanation: Explanation = {
    ...BASE,
    action: 'count',
    state: 'up-to-date',
    reason: 'nothing it depends on changed',
    changes: [],
    record: { ...RECORD, provenance: {}, peakMemoryMiB: 0, log: digestBytes('') },
    log: 'cache/objects/e3/b0',
  };
  const lines = describeExplanation(explanation);
  t.true(lines.includes('  its result: took 24 s, seed 7, 1 thread'));
  t.true(lines.includes('    log: empty'));
});
