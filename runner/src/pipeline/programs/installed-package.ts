import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';

export interface InstalledPackage {
  readonly folder: string;
  readonly manifest: JsonObject;
}

/** The package of that name, as seen from a folder: the package that the folder is part of, or one in a node_modules. */
export function findOwnOrInstalledPackage(from: string, name: string): InstalledPackage | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const own = readPackage(folder);
    if (own?.manifest.name === name) return own;
    const installed = readPackage(path.join(folder, 'node_modules', name));
    if (installed !== undefined) return installed;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** The file of a subpath (`./stages/train`) that the package exports for `import` only, where require() cannot find it. */
export function resolveImportExport(
  { folder, manifest }: InstalledPackage,
  subpath: string,
): string | undefined {
  const exported = manifest.exports as JsonValue | undefined;
  if (!isJsonObject(exported)) return undefined;
  for (const [pattern, target] of Object.entries(exported)) {
    const [before, after] = pattern.split('*');
    const isMatch =
      after === undefined ? pattern === subpath : subpath.startsWith(before ?? '') && subpath.endsWith(after);
    const file = isMatch ? pickCondition(target) : undefined;
    if (file === undefined) continue;
    const star = after === undefined ? '' : subpath.slice(before?.length, subpath.length - after.length);
    return path.join(folder, file.replaceAll('*', star));
  }
  return undefined;
}

function pickCondition(target: JsonValue): string | undefined {
  if (typeof target === 'string') return target;
  if (!isJsonObject(target)) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    const file = ['import', 'node', 'default'].includes(condition) ? pickCondition(inner) : undefined;
    if (file !== undefined) return file;
  }
  return undefined;
}

function readPackage(folder: string): InstalledPackage | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(folder, 'package.json'), 'utf8');
  } catch (error) {
    // A package.json that is not there, or cannot be read, is the same to us.
    if ((error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  }
  const manifest = parseManifest(text);
  return isJsonObject(manifest) ? { folder: realpathSync(folder), manifest } : undefined;
}

/** Null for a package.json that is not JSON: we go on as if it were not there. */
function parseManifest(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
