import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { digestBytes } from '../../base/digest.ts';
import { setOwn } from '../../base/own-property.ts';
import { statIfAny } from '../../base/stat-if-any.ts';
import { canonicalJson } from '../canonical-json.ts';
import { findPackage, readManifest } from './find-package.ts';

export interface PackageDescriptions {
  /** Name → `version integrity dependencies:…`. */
  readonly packages: Record<string, string>;
  /** For explaining: the packages that these depend on, name → `version integrity`. */
  readonly dependencies: Record<string, string>;
  /** Files that the descriptions come from, absolute. */
  readonly sources: readonly string[];
}

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
}

/**
 * What the key holds for each package: its version, the integrity that npm recorded, and a digest over all its dependencies
 * and theirs. Optional dependencies are not part of that digest, because they differ between platforms. An optional package
 * that is missing here counts with the version that package-lock.json gives it.
 */
export function describePackages(
  packages: ReadonlyMap<string, string | null>,
  fromFolder: string,
): PackageDescriptions {
  const sources = new Set<string>();
  const locks = new LockFiles(sources);
  const descriptions: Record<string, string> = {};
  const below = new Map<string, Set<string>>();
  for (const name of [...packages.keys()].sort()) {
    const folder = packages.get(name) ?? null;
    if (folder === null) {
      const locked = locks.findByName(name, fromFolder);
      const words = locked === undefined ? 'not installed' : joinWords(locked.version, locked.integrity);
      setOwn(descriptions, name, words);
      continue;
    }
    const closure = new Map<string, string>();
    collectDependencies(folder, closure, locks, sources);
    const own = closure.get(folder);
    closure.delete(folder);
    const dependencies = [...closure.values()].sort();
    for (const words of dependencies) addByName(below, words);
    const suffix =
      dependencies.length === 0
        ? undefined
        : `dependencies:${digestBytes(canonicalJson(dependencies)).slice(0, 32)}`;
    setOwn(descriptions, name, joinWords(own, suffix));
  }
  const dependencies = Object.fromEntries(
    [...below].sort().map(([name, versions]) => [name, [...versions].sort().join(', ')]),
  );
  return { packages: descriptions, dependencies, sources: [...sources] };
}

/**
 * Adds folder → `name version integrity` for a package and all its dependencies; without the name for the first one.
 */
function collectDependencies(
  folder: string,
  closure: Map<string, string>,
  locks: LockFiles,
  sources: Set<string>,
): void {
  if (closure.has(folder)) return;
  const manifestPath = join(folder, 'package.json');
  sources.add(manifestPath);
  const manifest = readManifest(manifestPath);
  const locked = locks.findByFolder(folder);
  const integrity = locked?.version === manifest.version ? locked?.integrity : undefined;
  const words = joinWords(manifest.version ?? 'unknown version', integrity);
  closure.set(folder, closure.size === 0 ? words : joinWords(manifest.name, words));
  for (const name of Object.keys(manifest.dependencies ?? {}).sort()) {
    const dependency = findPackage(name, folder);
    if (dependency !== undefined) collectDependencies(dependency, closure, locks, sources);
  }
}

/** @param words `name version integrity`; several versions of a package may be installed */
function addByName(byName: Map<string, Set<string>>, words: string): void {
  const end = words.indexOf(' ');
  const versions = byName.get(words.slice(0, end)) ?? new Set<string>();
  byName.set(words.slice(0, end), versions.add(words.slice(end + 1)));
}

/** npm's records of what it installed: node_modules/.package-lock.json, and package-lock.json beside node_modules. */
class LockFiles {
  readonly #sources: Set<string>;
  readonly #parsed = new Map<string, Readonly<Record<string, LockEntry>>>();

  constructor(sources: Set<string>) {
    this.#sources = sources;
  }

  /** The entry of an installed package. The lock file is in the outermost node_modules on its path. */
  findByFolder(folder: string): LockEntry | undefined {
    const marker = `${sep}node_modules${sep}`;
    const root = folder.slice(0, folder.indexOf(marker));
    const location = relative(root, folder).split(sep).join('/');
    const installed = this.#read(join(root, 'node_modules', '.package-lock.json'))[location];
    return installed ?? this.#read(join(root, 'package-lock.json'))[location];
  }

  /** The entry of a package that is not installed, from the nearest package-lock.json. */
  findByName(name: string, fromFolder: string): LockEntry | undefined {
    for (let folder = fromFolder; ; folder = dirname(folder)) {
      const entry = this.#read(join(folder, 'package-lock.json'))[`node_modules/${name}`];
      if (entry !== undefined || folder === dirname(folder)) return entry;
    }
  }

  #read(path: string): Readonly<Record<string, LockEntry>> {
    const known = this.#parsed.get(path);
    if (known !== undefined) return known;
    // Watched even when it is missing, because an installation makes it.
    this.#sources.add(path);
    const entries = statIfAny(path) === undefined ? {} : parseLockEntries(readFileSync(path, 'utf8'));
    this.#parsed.set(path, entries);
    return entries;
  }
}

function parseLockEntries(text: string): Readonly<Record<string, LockEntry>> {
  try {
    return (JSON.parse(text) as { packages?: Record<string, LockEntry> }).packages ?? {};
  } catch {
    // Without a readable lock file there is no integrity. Versions come from the packages themselves.
    return {};
  }
}

function joinWords(...words: (string | undefined)[]): string {
  return words.filter((word) => word !== undefined && word !== '').join(' ');
}
