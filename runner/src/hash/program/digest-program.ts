import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { type Digest, digestBytes } from '../../base/digest.ts';
import { FileChangedError } from '../../base/errors.ts';
import { isRacy } from '../../base/file-stamp.ts';
import { getOwn, setOwn } from '../../base/own-property.ts';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import { canonicalJson } from '../canonical-json.ts';
import { InvalidProgramError, type ProgramKind } from '../errors.ts';
import type { StatCache } from '../stat-cache.ts';
import { bundleProgram } from './bundle-program.ts';
import { describePackages } from './describe-packages.ts';
import { digestModules } from './digest-modules.ts';
import { findOwnManifest } from './find-package.ts';
import { locateProgram } from './locate-program.ts';

/**
 * What the index keeps of a program, so that an unchanged one is neither bundled nor read. Paths are relative to the
 * pipeline's folder.
 */
export interface ProgramMemo {
  readonly entry: string;
  /** Modules, package.json and lock files that the digest was made from. */
  readonly files: readonly string[];
  /** Folders of the modules. A new file there may be imported instead of an old one. */
  readonly folders: readonly string[];
  /** Digest over the contents of `files` and the names in `folders`. */
  readonly state: Digest;
  readonly digest: Digest;
  readonly modules: Readonly<Record<string, Digest>>;
  readonly packages: Readonly<Record<string, string>>;
  /** Absent in the index of an earlier version. */
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface ProgramDigest {
  /** SHA-256 of the bundle. */
  readonly digest: Digest;
  /** The program's own file, absolute: the worker imports the bundle under its URL. */
  readonly entry: string;
  /** As in the memo: what the digest was made from, and the folders where a new file may replace a module. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** Module path relative to the pipeline's folder → digest of its code; for explaining. */
  readonly modules: Readonly<Record<string, Digest>>;
  /** Name → `version integrity dependencies:…` of each npm package the bundle reaches. */
  readonly packages: Readonly<Record<string, string>>;
  /** The packages that these depend on, name → `version integrity`; for explaining. */
  readonly dependencies: Readonly<Record<string, string>>;
  /**
   * The bundle's bytes. Bundles the program if the memo has saved that so far.
   * @throws FileChangedError when it has changed since
   */
  readonly bundle: () => Promise<Uint8Array>;
}

export interface DigestProgramOptions {
  /** The pipeline's folder, absolute. */
  readonly baseDir: string;
  readonly statCache: StatCache;
  /** `module`: a module that params name, which must have a default export. Default: `program`. */
  readonly kind?: ProgramKind;
  /** Program → memo. Entries are added and replaced here. */
  readonly memos?: Record<string, ProgramMemo>;
  /** Digests that this pass has looked up. Programs share most of their package files. */
  readonly seen?: Map<string, Digest | null>;
}

/** Version of how a digest is made from files. A memo of another version is not used. */
const RULES_VERSION = 3;

/**
 * The digest of a stage's program, which is the digest of its bundle. The bundle is what runs. When nothing has changed
 * since
 * its memo was made, esbuild is not called and no file is read, only their stats.
 * @param program a path relative to the pipeline's folder, or a package specifier
 * @throws InvalidProgramError, FileChangedError
 */
export async function digestProgram(program: string, options: DigestProgramOptions): Promise<ProgramDigest> {
  const { memos, kind = 'program' } = options;
  const memo = memos === undefined ? undefined : getOwn(memos, program);
  if (memo !== undefined && (await digestState(memo, options)) === memo.state) {
    return {
      digest: memo.digest,
      entry: resolve(options.baseDir, memo.entry),
      files: memo.files,
      folders: memo.folders,
      modules: memo.modules,
      packages: memo.packages,
      dependencies: memo.dependencies ?? {},
      bundle: () => bundleAgain(program, memo, options.baseDir, kind),
    };
  }
  const startedAtMs = Date.now();
  const baseDir = realpathSync(options.baseDir);
  const entry = locateProgram(program, baseDir, kind);
  const bundle = await bundleProgram(program, entry, baseDir, kind);
  if (kind === 'module' && !bundle.hasDefault)
    throw new InvalidProgramError(program, 'it has no default export', undefined, kind);
  const { packages, dependencies, sources } = describePackages(bundle.packages, dirname(entry));
  const manifests = bundle.modules
    .map((path) => findOwnManifest(dirname(path)))
    .filter((path) => path !== undefined);
  const fromBase = (path: string): string => relative(baseDir, path);
  const fresh = {
    entry: fromBase(entry),
    files: [...new Set([...bundle.modules, ...manifests, ...sources, bundlerManifest()])]
      .map(fromBase)
      .sort(),
    folders: [...new Set(bundle.modules.map((path) => dirname(path)))].map(fromBase).sort(),
    digest: digestBytes(bundle.bytes),
    modules: await digestModules(bundle.modules, baseDir),
    packages,
    dependencies,
  };
  if (memos !== undefined) {
    const state = await digestState(fresh, { ...options, seen: new Map() });
    if (areOlderThan(bundle.modules, startedAtMs)) setOwn(memos, program, { ...fresh, state });
    else delete memos[program];
  }
  return {
    digest: fresh.digest,
    entry,
    files: fresh.files,
    folders: fresh.folders,
    modules: fresh.modules,
    packages,
    dependencies,
    bundle: async () => bundle.bytes,
  };
}

async function digestState(
  { files, folders }: Pick<ProgramMemo, 'files' | 'folders'>,
  { baseDir, statCache, seen = new Map<string, Digest | null>() }: DigestProgramOptions,
): Promise<Digest> {
  const digests: (Digest | null)[] = [];
  for (const file of files) {
    let digest = seen.get(file);
    if (digest === undefined) {
      const path = join(baseDir, file);
      digest = statCache.peek(path);
      if (digest === undefined) digest = await statCache.digestFile(path);
      seen.set(file, digest);
    }
    digests.push(digest);
  }
  for (const folder of folders) digests.push(statCache.digestNames(join(baseDir, folder)));
  return digestBytes(canonicalJson([RULES_VERSION, files, folders, digests]));
}

/** A module written while it was bundled would tie the new content's digest to the old bundle. */
function areOlderThan(paths: readonly string[], timeMs: number): boolean {
  return paths.every((path) => {
    const stat = lstatIfAny(path);
    return stat !== undefined && !isRacy(stat, timeMs);
  });
}

async function bundleAgain(
  program: string,
  memo: ProgramMemo,
  baseDir: string,
  kind: ProgramKind,
): Promise<Uint8Array> {
  const { bytes } = await bundleProgram(program, resolve(baseDir, memo.entry), baseDir, kind);
  if (digestBytes(bytes) !== memo.digest) throw new FileChangedError(`${kind} '${program}'`);
  return bytes;
}

/** Part of the memo, because another esbuild may make other bytes. */
function bundlerManifest(): string {
  return createRequire(import.meta.url).resolve('esbuild/package.json');
}
