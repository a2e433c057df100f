import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { statIfAny } from '../../base/stat-if-any.ts';

/** `@scope/name/sub/path` → `@scope/name`; undefined when it is no package specifier. */
export function packageNameOf(specifier: string): string | undefined {
  return /^(?:@[^/\s]+\/)?[^./\s@#][^/\s]*/.exec(specifier)?.[0];
}

/**
 * The folder of an installed package, as Node finds it from a folder, with links resolved; undefined when it is not
 * installed.
 */
export function findPackage(name: string, fromFolder: string): string | undefined {
  for (let folder = fromFolder; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (statIfAny(join(candidate, 'package.json'))?.isFile()) return realpathSync(candidate);
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * Whether a package is installed, so that its version stands for its content. A linked one (workspace, `npm link`) is a
 * working copy.
 */
export function isInstalled(packageFolder: string): boolean {
  return packageFolder.includes(`${sep}node_modules${sep}`);
}

/** The package.json that applies to a folder, or undefined. */
export function findOwnManifest(fromFolder: string): string | undefined {
  for (let folder = fromFolder; ; folder = dirname(folder)) {
    const candidate = join(folder, 'package.json');
    if (statIfAny(candidate)?.isFile()) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Reads a package.json. Empty when it is missing or damaged; the version is then unknown. */
export function readManifest(path: string): Manifest {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? (manifest as Manifest) : {};
  } catch {
    return {};
  }
}
