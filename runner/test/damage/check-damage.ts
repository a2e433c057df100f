import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { PipelineError } from '../../src/base/errors.ts';
import type { CacheVerification } from '../../src/execute/upkeep/inspect-cache.ts';
import { locateStoreFolders, type StoreFolders } from '../../src/store/folders.ts';
import { IndexFile } from '../../src/store/index-file.ts';
import { listRecords } from '../../src/store/measure-store.ts';
import { readRecord } from '../../src/store/records.ts';
import type { DamageProject } from './damage-project.ts';
import { describePath, FILE_DAMAGES, FOLDER_DAMAGES, keepingTime, type Target } from './damages.ts';

const AREAS = [
  'cache/objects',
  'cache/actions',
  'cache/runs',
  'cache/checkpoints',
  'cache/logs',
  'cache/tmp',
  'cache/index.json',
  'artifacts',
] as const;

interface Blow {
  readonly area: (typeof AREAS)[number];
  readonly what: { readonly kind: 'file' | 'folder'; readonly damage: string };
  readonly pick: number;
  readonly other: number;
  readonly random: number;
  readonly keepTime: boolean;
}

export interface DamageCase {
  readonly blows: readonly Blow[];
  /** Artifacts that are gone have to come out of the damaged cache. */
  readonly dropArtifacts: boolean;
  readonly repairFirst: boolean;
}

const blow: fc.Arbitrary<Blow> = fc.record({
  area: fc.constantFrom(...AREAS),
  what: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('file' as const),
        damage: fc.constantFrom(...Object.keys(FILE_DAMAGES)),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('folder' as const),
        damage: fc.constantFrom(...Object.keys(FOLDER_DAMAGES)),
      }),
    },
  ),
  pick: fc.nat(1e6),
  other: fc.nat(1e6),
  random: fc.nat(1e6),
  keepTime: fc.boolean(),
});

export const damageCases: fc.Arbitrary<DamageCase> = fc.record({
  blows: fc.array(blow, { minLength: 1, maxLength: 3 }),
  dropArtifacts: fc.boolean(),
  repairFirst: fc.boolean(),
});

interface Struck {
  /** Relative to the pipeline's folder. */
  readonly name: string;
  readonly damage: string;
  readonly kind: 'file' | 'folder';
  /** As it is now. */
  readonly state: string;
  readonly wasDirectory: boolean;
}

/**
 * Damages a sound project, and throws unless all of it is found and healed.
 * @returns how many things were really damaged
 */
export async function checkDamage(study: DamageProject, damageCase: DamageCase): Promise<number> {
  const { project } = study;
  await study.plantLeftovers();
  const struck = damageCase.blows.map((one) => strike(study, one)).filter((one) => one !== undefined);
  const names = struck.map(({ name, damage }) => `${name}: ${damage}`).join(', ');
  const fail = (why: string): never => {
    throw new Error(`${why}\n  damaged: ${names}\n  ${JSON.stringify(damageCase)}`);
  };
  // A later blow may have undone an earlier one, or hit inside it.
  const standing = struck.filter(({ name, state }) => describePath(project.path(name)) === state);

  const found = await study.verify().catch((error: unknown) => {
    // Only rights that were taken away keep verify from looking, which it says.
    if (!(error instanceof PipelineError) || !namesOne(error.message, struck)) throw error;
    return undefined;
  });
  for (const one of found === undefined ? [] : standing) {
    const isStill = describePath(project.path(one.name)) === one.state;
    if (isStill && found && mustBeNamed(one, study) && !isNamed(one, found)) {
      fail(
        `verify does not name ${one.name} (${one.damage}): ${JSON.stringify([found.findings, found.edited])}`,
      );
    }
  }
  const repairs = found !== undefined && damageCase.repairFirst;
  if (repairs) await study.verify(true).catch(acceptNoRights);
  if (damageCase.dropArtifacts) {
    study.openFolders(project.path('artifacts'));
    rmSync(project.path('artifacts'), { recursive: true });
  }

  let isHealed = false;
  try {
    const { summary, events } = await study.run();
    isHealed = summary.ok;
    const failures = events.flatMap((event) =>
      event.type === 'action-finished' && event.error ? [event.error] : [],
    );
    for (const { code, message } of failures)
      if (!namesOne(message, struck)) fail(`${code} names nothing damaged: ${message}`);
    if (!isHealed && failures.length === 0) fail('a run that is not ok does not say why');
  } catch (error) {
    if (!(error instanceof PipelineError))
      throw new Error(`untyped: ${(error as Error).stack}\n  ${names}\n${JSON.stringify(damageCase)}`);
    if (!namesOne(error.message, struck)) fail(`${error.code} names nothing damaged: ${error.message}`);
  }
  if (repairs && !isHealed && process.getuid?.() === 0) fail('a run after repairing is not ok');
  if (isHealed && study.wrongArtifacts().length > 0)
    fail(`wrong bytes with success: ${study.wrongArtifacts().join(', ')}`);

  study.openFolders();
  await study.verify(true);
  const again = await study.run();
  if (!again.summary.ok)
    fail(`not healed: ${JSON.stringify(again.events.filter(({ type }) => type === 'action-finished'))}`);
  if (study.wrongArtifacts().length > 0)
    fail(`wrong bytes after repairing: ${study.wrongArtifacts().join(', ')}`);
  const last = await study.verify();
  if (last.findings.length + last.edited.length > 0)
    fail(`something is left after repairing: ${JSON.stringify([last.findings, last.edited])}`);
  return struck.length;
}

function acceptNoRights(error: unknown): void {
  if (!(error instanceof PipelineError && error.code === 'NO_PERMISSION')) throw error;
}

function strike(
  study: DamageProject,
  { area, what, pick, other, random, keepTime }: Blow,
): Struck | undefined {
  const { project } = study;
  const root = project.path(area);
  const all = list(root);
  const paths = all.filter(({ isFile }) => isFile === (what.kind === 'file')).map(({ path }) => path);
  const path = paths[pick % Math.max(1, paths.length)];
  // The folder `artifacts` itself is the user's to put where they like.
  if (path === undefined || path === project.path('artifacts')) return undefined;
  const others = ['cache', 'artifacts']
    .flatMap((folder) => list(project.path(folder)))
    .filter(({ path: one, isFile }) => isFile && one !== path)
    .map((one) => one.path);
  const target: Target = {
    path,
    other: others[other % Math.max(1, others.length)] ?? '',
    outside: project.path('outside/secret'),
    random,
  };
  const damage = (what.kind === 'file' ? FILE_DAMAGES : FOLDER_DAMAGES)[what.damage];
  if (damage === undefined || (target.other === '' && what.damage.includes('another'))) return undefined;
  const before = describePath(path);
  try {
    if (keepTime) keepingTime(path, () => damage(target));
    else damage(target);
  } catch (error) {
    // An earlier blow took our rights to this.
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    return undefined;
  }
  const state = describePath(path);
  if (state === before) return undefined;
  return {
    name: relative(project.folder, path),
    damage: what.damage,
    kind: what.kind,
    state,
    wasDirectory: what.kind === 'folder',
  };
}

/** Files and folders from a path on down, as far as they can be read; nothing is followed. */
function list(path: string): { path: string; isFile: boolean }[] {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isFile()) return [{ path, isFile: true }];
    if (!stat?.isDirectory()) return [];
    return [
      { path, isFile: false },
      ...readdirSync(path)
        .sort()
        .flatMap((name) => list(join(path, name))),
    ];
  } catch {
    return [];
  }
}

/** What verify need not name, since nothing is lost or misleading. */
function mustBeNamed({ name, damage, kind, state }: Struck, study: DamageProject): boolean {
  const { project } = study;
  const folders = locateStoreFolders(project.path('cache'));
  const area = name.split('/')[1] ?? '';
  const isMode = damage === 'its mode changed';
  // Scratch folders are swept, whatever is in them.
  if (name === 'cache/tmp' || (area === 'tmp' && !name.startsWith('cache/tmp/mutexes'))) return false;
  if (isMode && kind === 'folder') return false;
  // One that still names an owner is judged by that owner's life.
  if (name.includes('/mutexes/') && damage === 'a bit flipped') return false;
  if (name.startsWith('artifacts/')) {
    // Without a record there is nothing to compare with.
    if (!hasRecord(folders, name)) return false;
    // Another file may have the same bytes, and then nothing is wrong.
    const isReplaced = /^(?:replaced by|swapped with) another file$/.test(damage);
    if (isReplaced && !study.wrongArtifacts().includes(name.slice('artifacts/'.length))) return false;
    // What lies beside the outputs is the user's own.
    if (damage.startsWith('a stray') && !/^artifacts\/(?:make|(?:copy|cell)\/[^/]+)\/./.test(name))
      return false;
    // Not there is no edit; of a mode only the owner's right to execute is part of a result.
    if (state === 'nothing') return false;
    return !isMode;
  }
  if (isMode) return area === 'objects' && !/^file (?:0|400|444) /.test(state);
  // Nothing rests on these being there.
  if (state === 'nothing') {
    const digest = name.split('/').slice(2).join('');
    if (area === 'objects') return [...listNeeded(folders)].some((needed) => needed.startsWith(digest));
    // Only the index knows of a record that is gone.
    if (area === 'actions')
      return listIndexed(folders).some((known) => digest.startsWith(known) || known.startsWith(digest));
    return name.endsWith('.log');
  }
  // The folders of stages and values among the logs may be anything.
  if (area === 'logs' && damage === 'a stray folder in it') return false;
  if (area === 'tmp' && damage.startsWith('a stray')) return name === 'cache/tmp/mutexes';
  return true;
}

/** Whether there is a sound record of every action that an artifact, or a folder of artifacts, is of. */
function hasRecord(folders: StoreFolders, artifact: string): boolean {
  const records = listRecords(folders).map((digest) => readRecord(folders, digest));
  const actions = records.flatMap((found) => (found.status === 'found' ? [found.record.action] : []));
  const known = actions.map((action) => `artifacts/${action}/`);
  const isBelow = known.some((folder) => `${artifact}/`.startsWith(folder));
  return isBelow || (actions.length >= 5 && known.some((folder) => folder.startsWith(`${artifact}/`)));
}

/** Blobs that sound records need. */
function listNeeded(folders: StoreFolders): Set<string> {
  const records = listRecords(folders).map((digest) => readRecord(folders, digest));
  const needed = records.flatMap((found) =>
    found.status === 'found'
      ? [
          found.record.log,
          ...Object.values(found.record.outputs).flatMap(({ entries }) =>
            entries.map(({ digest }) => digest),
          ),
        ]
      : [],
  );
  return new Set(needed);
}

/** Names, without slash, of the record files that the index knows. */
function listIndexed({ index }: StoreFolders): string[] {
  const data = new IndexFile(index, () => '').read();
  const checkouts = Object.values(data?.checkouts ?? {});
  return checkouts.flatMap(({ actions }) => Object.values(actions).map(({ key }) => `${key}.json`));
}

function isNamed({ name }: Struck, { findings, edited }: CacheVerification): boolean {
  return [...findings.map(({ path }) => `cache/${path}`), ...edited.map(({ path }) => path)].some(
    // A log and its digest are named by the log.
    (path) =>
      path === name ||
      path.replace(/\.log$/, '.sha256') === name ||
      path.startsWith(`${name}/`) ||
      name.startsWith(`${path}/`),
  );
}

function namesOne(message: string, struck: readonly Struck[]): boolean {
  return struck.some(({ name }) => message.includes(name) || message.includes(name.replace('cache/', '')));
}
