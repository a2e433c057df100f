import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { type Digest, digestBytes, isDigest } from '../../runner/src/base/digest.ts';
import { isOwnerAlive, parseOwner } from '../../runner/src/base/mutex/owner.ts';
import { findPathFault } from '../../runner/src/base/safe-path.ts';
import { describeChanges } from '../../runner/src/execute/session/describe-change.ts';
import { detailsOf } from '../../runner/src/execute/session/key-details.ts';
import { parseWorkerMessage } from '../../runner/src/execute/worker/parse-worker-message.ts';
import { canonicalJson } from '../../runner/src/hash/canonical-json.ts';
import { makeTree } from '../../runner/src/hash/tree.ts';
import { parseLockFile } from '../../runner/src/lockfile/parse-lock-file.ts';
import { renderLockFile } from '../../runner/src/lockfile/render-lock-file.ts';
import { formatMetrics } from '../../runner/src/progress/metrics.ts';
import { locateStoreFolders } from '../../runner/src/store/folders.ts';
import { IndexFile } from '../../runner/src/store/index-file.ts';
import { checksumRecord, parseRecord } from '../../runner/src/store/parse-record.ts';
import { readRun } from '../../runner/src/store/runs.ts';
import { StoreIndex } from '../../runner/src/store/store-index.ts';
import {
  assertThat,
  defineTarget,
  type FuzzTarget,
  hostileJson,
  mutateBytes,
  mutateJson,
} from './fuzz-target.ts';

const DIGEST = digestBytes('content');
const KEY = {
  keyVersion: 1,
  stage: 'train',
  axes: { model: 'lenet', n: 1 },
  outputs: ['out'],
  program: DIGEST,
  packages: { ajv: '8' },
  params: { a: [1, { b: null }] },
  inputs: { data: DIGEST },
  files: { x: DIGEST },
  env: { HOME: null },
  seed: 1,
  threads: 1,
};
const RECORD = {
  recordVersion: 1,
  keyDigest: DIGEST,
  key: KEY,
  action: 'train/lenet/1',
  outputs: { out: makeTree([{ path: 'a/b', digest: DIGEST, size: 7, executable: false }], ['void']) },
  modules: { 'a.ts': DIGEST },
  sources: { data: { 'make/1': DIGEST } },
  provenance: { node: '20' },
  startedAt: '2026-01-02T03:04:05.678Z',
  durationMs: 1,
  peakMemoryMiB: 2,
  log: DIGEST,
};
const RUN = {
  runVersion: 1,
  id: 'run',
  startedAt: '2026-01-02T03:04:05.678Z',
  durationMs: 1,
  profile: 'p',
  ok: true,
  actions: [{ action: 'a', outcome: 'executed', reason: 'r', key: DIGEST, durationMs: 1 }],
};
const LOCK = {
  lockVersion: 1,
  profiles: {
    quick: {
      'train/lenet': { key: DIGEST, outputs: { model: DIGEST, history: DIGEST } },
      report: { key: DIGEST, outputs: { report: DIGEST } },
    },
    smoke: {},
  },
};

/** Lock files with other values, other bytes, or what a merge leaves. */
function lockTexts(): fc.Arbitrary<string> {
  const text = renderLockFile(parseLockFile(JSON.stringify(LOCK), 'valid'));
  return fc.oneof(
    mutateJson(LOCK).map((value) => JSON.stringify(value) ?? ''),
    mutateBytes(Buffer.from(text)).map((bytes) => Buffer.from(bytes).toString()),
    fc.constantFrom(`<<<<<<< HEAD\n${text}`, text.repeat(2), text.replaceAll('\n', '\r\n'), `\uFEFF${text}`),
  );
}

const STAMP = '1:2:3:4';
const INDEX = {
  version: 1,
  bootId: 'b',
  checkouts: {
    '/study': {
      actions: {
        a: {
          key: DIGEST,
          record: STAMP,
          outputs: { out: DIGEST },
          placed: { out: { tree: DIGEST, stamps: { '': STAMP } } },
          durationMs: 1,
        },
      },
      files: { x: `${STAMP} ${DIGEST}` },
      programs: {
        p: {
          entry: 'p',
          files: ['p'],
          folders: ['.'],
          state: DIGEST,
          digest: DIGEST,
          modules: {},
          packages: {},
        },
      },
    },
  },
};
const OWNER = { host: 'h', bootId: 'b', machineId: '', pidNamespace: 'n', pid: 1, processStart: '1' };
const MESSAGES = [
  { type: 'progress', done: 1, total: 2, unit: 'epochs', metrics: { loss: 0.5 } },
  { type: 'provenance', facts: { engine: 'x' } },
  { type: 'finished', peakMemoryMiB: 1 },
  { type: 'failed', error: { code: 'X', message: 'm', hint: 'h' } },
];

/** A mutated value, as text, with its checksums made right or left as they are. */
function forged(valid: object, seal: (value: Record<string, unknown>) => unknown): fc.Arbitrary<string> {
  return fc
    .tuple(mutateJson(valid), fc.boolean(), fc.nat(2000), fc.nat(20))
    .map(([value, isSealed, at, cut]) => {
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      const text =
        JSON.stringify(isSealed && isObject ? seal(value as Record<string, unknown>) : value) ?? '';
      return cut === 0 ? text.slice(0, at) : text;
    });
}

function digestAny(value: unknown): Digest {
  try {
    return digestBytes(canonicalJson(value));
  } catch {
    return DIGEST;
  }
}

/** A record whose digests all agree with what it holds: made by somebody who knows how. */
function sealRecord(record: Record<string, unknown>): unknown {
  const outputs = Object.fromEntries(
    Object.entries((record.outputs ?? {}) as Record<string, unknown>).map(([name, tree]) => {
      if (typeof tree !== 'object' || tree === null) return [name, tree];
      const { digest: _old, ...content } = tree as Record<string, unknown>;
      return [name, { ...content, digest: digestAny(content) }];
    }),
  );
  const { checksum: _old, ...rest } = { ...record, outputs, keyDigest: digestAny(record.key) } as Record<
    string,
    unknown
  >;
  return { ...rest, checksum: safely(() => checksumRecord(rest as never)) };
}

function safely<R>(work: () => R): R | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** Targets that read what is in a cache folder, or comes from a worker. */
export function createStoreTargets(): { targets: FuzzTarget[]; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-store-'));
  const folders = locateStoreFolders(folder);
  mkdirSync(folders.runs);
  const targets = [
    defineTarget('record', forged(RECORD, sealRecord), (text) => {
      const keyDigest = safely(() => (JSON.parse(text) as { keyDigest: Digest }).keyDigest) ?? DIGEST;
      const record = parseRecord(text, keyDigest);
      if ('fault' in record) return;
      const paths = Object.values(record.outputs).flatMap(({ entries }) => entries.map(({ path }) => path));
      assertThat(
        paths.every((path) => findPathFault(path) === undefined),
        'no path leaves its folder',
      );
      const details = detailsOf(record);
      assertThat(describeChanges(details, details).length === 0, 'a record does not differ from itself');
      describeChanges(details, { key: KEY as never, modules: {}, dependencies: {}, sources: {} });
    }),
    defineTarget(
      'run',
      forged(RUN, (run) => ({ ...run, checksum: digestAny(run) })),
      (text) => {
        writeFileSync(join(folders.runs, 'run.json'), text);
        const run = readRun(folders, 'run');
        if (run !== undefined)
          for (const { action, reason } of run.actions)
            assertThat(`${action}${reason}` !== '', 'actions are named');
      },
    ),
    defineTarget('index', mutateJson(INDEX), (data) => {
      const body = JSON.stringify(data) ?? 'null';
      writeFileSync(folders.index, `{"checksum":"${digestBytes(body)}","index":${body}}`);
      const index = new StoreIndex(folders.index, '/study', () => join(folder, 'staged'));
      for (const id of index.actionIds()) {
        index.placed(id, 'out', DIGEST);
        index.setPlaced(id, 'out', { tree: DIGEST, stamps: {} });
      }
      index.statCache.peek('/study/x');
      index.setAction('new', { key: DIGEST, outputs: {}, placed: {}, durationMs: 1 });
      index.save();
      rmSync(join(folder, 'staged'), { force: true });
      assertThat(new IndexFile(folders.index, () => '').read() !== null, 'what is written can be read');
    }),
    defineTarget('lock', lockTexts(), (text) => {
      const lock = parseLockFile(text, 'pipeline.lock.json');
      const rendered = renderLockFile(lock);
      assertThat(renderLockFile(parseLockFile(rendered, 'again')) === rendered, 'a lock survives writing');
      const isAsked = [...lock.values()]
        .flatMap((actions) => [...actions.values()])
        .every(({ key }) => isDigest(key));
      assertThat(isAsked, 'keys are digests');
    }),
    defineTarget('owner', fc.oneof(mutateJson(OWNER), hostileJson), (value) => {
      const owner = parseOwner(JSON.stringify(value) ?? '');
      if (owner !== undefined) isOwnerAlive(owner, () => 1_000_000);
    }),
    defineTarget('worker', fc.oneof(...MESSAGES.map(mutateJson), hostileJson), (sent) => {
      // As the channel carries it.
      const text = JSON.stringify(sent);
      const message = parseWorkerMessage(text === undefined ? undefined : JSON.parse(text));
      if (message?.type === 'progress') formatMetrics(message.metrics);
      if (message?.type === 'provenance') canonicalJson(message.facts);
    }),
  ];
  return { targets, remove: () => rmSync(dirname(join(folder, 'x')), { recursive: true, force: true }) };
}
