import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Digest, digestBytes } from '../base/digest.ts';
import { MissingFileError, UnsafePathError } from '../base/errors.ts';
import { findPathFault } from '../base/safe-path.ts';
import { lstatIfAny, statIfAny } from '../base/stat-if-any.ts';
import { compileGlob, isGlob } from '../pipeline/glob.ts';
import { canonicalJson } from './canonical-json.ts';
import { isExecutable } from './scan-tree.ts';
import type { StatCache } from './stat-cache.ts';
import { compareCodeUnits } from './tree.ts';

/** What npm and git make, at any depth. A file in them can still be named, and so can a folder in them. */
const SKIPPED_NAMES = new Set(['node_modules', '.git']);

/**
 * Digests the files that an action names: paths, folders (all files in them) and globs, relative to the pipeline's folder.
 * A symbolic link counts as its target, which must be inside the folder too. An executable file has another digest than
 * the same bytes without that permission.
 * @param ownFolders absolute folders that runs write into. They are left out where a folder or glob covers them.
 * @returns path → digest, sorted by path.
 * @throws MissingFileError when a path or a glob finds nothing or a link has no target, UnsafePathError when one leaves
 *   the folder, InvalidGlobError
 */
export async function digestFiles(
  baseDir: string,
  patterns: readonly string[],
  statCache: StatCache,
  ownFolders: readonly string[] = [join(baseDir, 'cache'), join(baseDir, 'artifacts')],
): Promise<Record<string, Digest>> {
  const root = realpathSync.native(baseDir);
  const walk: Walk = { root, skipped: new Set(ownFolders.map(toRealPath)) };
  const paths = new Set<string>();
  for (const pattern of patterns) for (const path of expandPattern(baseDir, pattern, walk)) paths.add(path);
  const digests: [string, Digest][] = [];
  for (const path of [...paths].sort(compareCodeUnits)) {
    const absolutePath = join(baseDir, path);
    assertInside(root, absolutePath, path);
    const digest = await statCache.digestFile(absolutePath);
    const mode = statIfAny(absolutePath)?.mode ?? 0n;
    digests.push([path, isExecutable(mode) ? digestExecutable(digest) : digest]);
  }
  return Object.fromEntries(digests);
}

function digestExecutable(digest: Digest): Digest {
  return digestBytes(canonicalJson({ digest, executable: true }));
}

interface Walk {
  /** The pipeline's folder, with links resolved. */
  readonly root: string;
  /** Folders that are left out, with links resolved. */
  readonly skipped: ReadonlySet<string>;
}

function toRealPath(path: string): string {
  return statIfAny(path) === undefined ? path : realpathSync.native(path);
}

function expandPattern(baseDir: string, pattern: string, walk: Walk): string[] {
  const plain = pattern.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
  const findsMany = isGlob(plain) && lstatIfAny(join(baseDir, plain)) === undefined;
  const { base, glob } = findsMany ? splitGlob(plain) : { base: plain, glob: '' };
  const fault = base === '' || base === '.' ? undefined : findPathFault(base);
  if (fault !== undefined) throw new UnsafePathError(pattern, fault);
  if (!findsMany) return expandPlainPath(baseDir, plain === '' ? '.' : plain, pattern, walk);

  const matches = compileGlob(glob, { dot: true });
  const prefix = base === '' || base === '.' ? '' : `${base}/`;
  const found = listFiles(join(baseDir, base), prefix, walk).filter((path) =>
    matches(path.slice(prefix.length)),
  );
  if (found.length === 0) throw new MissingFileError(pattern, `no file matches '${pattern}'`);
  return found;
}

/** Splits a glob into the folder that all its matches are in, and the rest. */
function splitGlob(pattern: string): { readonly base: string; readonly glob: string } {
  const names = pattern.split('/');
  const first = names.findIndex(isGlob);
  return { base: names.slice(0, first).join('/'), glob: names.slice(first).join('/') };
}

function expandPlainPath(baseDir: string, path: string, pattern: string, walk: Walk): string[] {
  const absolutePath = path === '.' ? baseDir : join(baseDir, path);
  const stat = statIfAny(absolutePath);
  if (stat === undefined) throw new MissingFileError(pattern, `'${pattern}' does not exist`);
  if (!stat.isDirectory()) return [path];
  return listFiles(absolutePath, path === '.' ? '' : `${path}/`, walk);
}

/** All files below a folder, relative to the pipeline's folder. Follows links to folders. */
function listFiles(folder: string, prefix: string, walk: Walk, above: readonly string[] = []): string[] {
  if (statIfAny(folder)?.isDirectory() !== true) return [];
  assertInside(walk.root, folder, prefix.slice(0, -1) || '.');
  const real = realpathSync.native(folder);
  // A link to a folder above it would go on for ever, and has nothing new.
  if (above.includes(real) || (above.length > 0 && walk.skipped.has(real))) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name;
    const absolutePath = join(folder, entry.name);
    const isLink = entry.isSymbolicLink();
    const target = isLink ? statIfAny(absolutePath) : undefined;
    if (isLink && target === undefined) {
      // Emacs marks a file that is being edited by a link to nowhere.
      if (entry.name.startsWith('.#')) return [];
      const where = `'${path}' is a link to '${readlinkSync(absolutePath)}', which does not exist`;
      throw new MissingFileError(path, where);
    }
    if (!entry.isDirectory() && target?.isDirectory() !== true) return [path];
    return SKIPPED_NAMES.has(entry.name) ? [] : listFiles(absolutePath, `${path}/`, walk, [...above, real]);
  });
}

function assertInside(root: string, absolutePath: string, path: string): void {
  let real: string;
  try {
    real = realpathSync.native(absolutePath);
  } catch (error) {
    throw new MissingFileError(path, `'${path}' does not exist`, error);
  }
  if (real !== root && !real.startsWith(root + sep))
    throw new UnsafePathError(path, 'is a link that leaves the folder');
}
