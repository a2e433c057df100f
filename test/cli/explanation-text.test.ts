import test from 'ava';
import { describeExplanation } from '../../src/cli/explanation-text.ts';
import type { Explanation } from '../../src/execute/index.ts';
import { type Digest, digestBytes } from '../../src/hash/digest.ts';

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

test('an explanation names what changed, the key as it is now and where the last result came from', (t) => {
  const explanation: Explanation = {
    action: 'train',
    state: 'execute',
    reason: 'params.epochs 10 → 12',
    changes: [{ field: 'params.epochs', before: 10, after: 12, text: 'params.epochs 10 → 12' }],
    key: KEY,
    record: {
      recordVersion: 1,
      keyDigest: DIGEST,
      key: KEY,
      action: 'train',
      outputs: {
        model: { digest: DIGEST, entries: [{ path: 'a', digest: DIGEST, size: 0, executable: false }] },
      },
      sources: {},
      provenance: { engine: 'tensorflow', threads: 1 },
      startedAt: '2026-01-31T12:00:00.000Z',
      durationMs: 24_000,
      peakMemoryMiB: 310,
      log: DIGEST,
      checksum: DIGEST,
    },
  };
  t.deepEqual(describeExplanation(explanation), [
    'train: would execute',
    '  why: params.epochs 10 → 12',
    '  changed since its last result:',
    '    params.epochs 10 → 12',
    '  key:',
    '    keyVersion  1',
    '    stage       "train"',
    '    axes        {}',
    '    outputs     ["model"]',
    '    params      {"epochs":12}',
    '    inputs      {}',
    '    seed        7',
    '    threads     1',
    '  last result: 2026-01-31T12:00:00.000Z, took 24 s, at most 310 MiB',
    '    made by: engine tensorflow, threads 1',
    `    model  ${DIGEST}, 1 file`,
  ]);
});

test('an action that never ran, with inputs still to come, has neither key nor result', (t) => {
  const explanation: Explanation = { action: 'plot', state: 'execute', reason: 'never ran', changes: [] };
  t.deepEqual(describeExplanation(explanation), ['plot: would execute', '  why: never ran']);
});
