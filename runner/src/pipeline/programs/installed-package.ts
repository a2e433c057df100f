import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';

export interface InstalledPackage {
  readonly folder: string;
  readonly manifest: JsonObject;
}

/** The package that a specifier means from a folder: the one the folder lies in, by its own name, or an installed one. */
export function findPackage(from: string, name: string): InstalledPackage | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const own = readPackage(folder);
    if (own?.manifest.name === name) return own;
    const installed = readPackage(path.join(folder, 'node_modules', name));
    if (installed !== undefined) return installed;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** File of a subpath (`./stages/train`) that the package offers to `import` only, which require() does not see. */
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
    // What cannot be read is no package that could be used.
    if ((error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  }
  const manifest = parseManifest(text);
  return isJsonObject(manifest) ? { folder: realpathSync(folder), manifest } : undefined;
}

/** A damaged package.json makes no package. */
function parseManifest(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
