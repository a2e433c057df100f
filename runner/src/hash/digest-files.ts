import { readdirSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Digest } from '../base/digest.ts';
import { MissingFileError, UnsafePathError } from '../base/errors.ts';
import { findPathFault } from '../base/safe-path.ts';
import { lstatIfAny, statIfAny } from '../base/stat-if-any.ts';
import { compileGlob, isGlob } from '../pipeline/glob.ts';
import type { StatCache } from './stat-cache.ts';
import { compareCodeUnits } from './tree.ts';

/**
 * Globs never match in these folders, which npm, git or the run itself makes. A file in them can still be named
 * exactly.
 */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'cache', 'artifacts']);

/**
 * Digests the files that an action names: paths, folders (all files in them) and globs, relative to the pipeline's folder.
 * A symbolic link counts as its target, which must be inside the folder too.
 * @returns path → digest, sorted by path.
 * @throws MissingFileError when a path or a glob finds nothing, UnsafePathError when one leaves the folder,
 *   InvalidGlobError
 */
export async function digestFiles(
  baseDir: string,
  patterns: readonly string[],
  statCache: StatCache,
): Promise<Record<string, Digest>> {
  const paths = new Set<string>();
  for (const pattern of patterns) for (const path of expandPattern(baseDir, pattern)) paths.add(path);
  const digests: Record<string, Digest> = {};
  const root = realpathSync.native(baseDir);
  for (const path of [...paths].sort(compareCodeUnits)) {
    const absolutePath = join(baseDir, path);
    assertInside(root, absolutePath, path);
    digests[path] = await statCache.digestFile(absolutePath);
  }
  return digests;
}

function expandPattern(baseDir: string, pattern: string): string[] {
  const plain = pattern.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
  const findsMany = isGlob(plain) && lstatIfAny(join(baseDir, plain)) === undefined;
  const { base, glob } = findsMany ? splitGlob(plain) : { base: plain, glob: '' };
  const fault = base === '' || base === '.' ? undefined : findPathFault(base);
  if (fault !== undefined) throw new UnsafePathError(pattern, fault);
  if (!findsMany) return expandPlainPath(baseDir, plain, pattern);

  const matches = compileGlob(glob, { dot: false });
  const found = listFiles(join(baseDir, base), '').filter((path) => matches(path));
  if (found.length === 0) throw new MissingFileError(pattern, `no file matches '${pattern}'`);
  return found.map((path) => (base === '' || base === '.' ? path : `${base}/${path}`));
}

/** Splits a glob into the folder that all its matches are in, and the rest. */
function splitGlob(pattern: string): { readonly base: string; readonly glob: string } {
  const names = pattern.split('/');
  const first = names.findIndex(isGlob);
  return { base: names.slice(0, first).join('/'), glob: names.slice(first).join('/') };
}

function expandPlainPath(baseDir: string, path: string, pattern: string): string[] {
  const absolutePath = path === '.' ? baseDir : join(baseDir, path);
  const stat = statIfAny(absolutePath);
  if (stat === undefined) throw new MissingFileError(pattern, `'${pattern}' does not exist`);
  if (!stat.isDirectory()) return [path];
  assertInside(realpathSync.native(baseDir), absolutePath, path);
  return listFiles(absolutePath, '').map((file) => (path === '.' ? file : `${path}/${file}`));
}

function listFiles(folder: string, prefix: string): string[] {
  if (statIfAny(folder)?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name;
    if (entry.isDirectory()) {
      return SKIPPED_FOLDERS.has(entry.name) ? [] : listFiles(join(folder, entry.name), `${path}/`);
    }
    return [path];
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
