import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExecutionContext } from 'ava';
import type { Digest } from '../../src/base/digest.ts';
import { type ActionKey, digestActionKey } from '../../src/hash/action-key.ts';
import type { ActionRecord } from '../../src/store/action-record.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { makeFolder } from '../hash/scratch-folder.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Rig {
  readonly folder: string;
  readonly cacheDir: string;
  readonly store: Store;
  /** As another run would see the cache: with what is on disk only. The first store is closed. */
  reopen(): Store;
}

export function makeRig(t: ExecutionContext, options: { cacheDir?: string; baseDir?: string } = {}): Rig {
  const folder = options.baseDir ?? makeFolder(t);
  const cacheDir = options.cacheDir ?? join(folder, 'cache');
  let open = openStore({ cacheDir, baseDir: folder });
  t.teardown(() => open.close());
  const reopen = (): Store => {
    open.close();
    open = openStore({ cacheDir, baseDir: folder });
    return open;
  };
  return { folder, cacheDir, store: open, reopen };
}

export function keyOf(id: string, params: ActionKey['params'] = {}): ActionKey {
  const [stage = '', ...axes] = id.split('/');
  return {
    keyVersion: 1,
    stage,
    axes: Object.fromEntries(axes.map((value, i) => [`axis${i}`, value])),
    outputs: ['out'],
    params,
    inputs: {},
    seed: 1,
    threads: 1,
  };
}

export function digestKey(id: string, params: ActionKey['params'] = {}): Digest {
  return digestActionKey(keyOf(id, params));
}

export function writeFiles(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Path → content as latin-1 text (with `*` behind the path of an executable); a folder with nothing in it ends in `/`. */
export function readFiles(folder: string, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {};
  const names = readdirSync(join(folder, prefix)).sort();
  if (names.length === 0 && prefix !== '') found[`${prefix}/`] = '';
  for (const name of names) {
    const path = prefix === '' ? name : `${prefix}/${name}`;
    const stat = statSync(join(folder, path));
    if (stat.isDirectory()) Object.assign(found, readFiles(folder, path));
    else found[(stat.mode & 0o100) === 0 ? path : `${path}*`] = readFileSync(join(folder, path), 'latin1');
  }
  return found;
}

export function artifactOf(rig: Pick<Rig, 'folder'>, id: string): string {
  return join(rig.folder, 'artifacts', id, 'out');
}

/** Does what a run does once an action has ended: outputs into the cache, record, artifact in place. */
export async function finishAction(
  rig: Pick<Rig, 'folder'>,
  store: Store,
  id: string,
  files: Files,
  params: ActionKey['params'] = {},
): Promise<ActionRecord> {
  mkdirSync(join(rig.folder, 'artifacts'), { recursive: true });
  const staged = store.makeScratchFolder(join(rig.folder, 'artifacts'));
  writeFiles(staged, files);
  const saved = await store.saveOutput(staged);
  const record = store.commit({
    key: keyOf(id, params),
    action: id,
    outputs: { out: saved.tree },
    sources: {},
    provenance: { engine: 'none' },
    startedAt: '2026-01-02T03:04:05.678Z',
    durationMs: 12,
    peakMemoryMiB: 34,
    log: store.blobs.putBytes(`log of ${id}`),
  });
  await store.place(id, 'out', staged, saved, artifactOf(rig, id));
  return record;
}
