import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { suggestName } from '../document/suggest.ts';
import { findOwnOrInstalledPackage, resolveImportExport } from './installed-package.ts';

export interface ResolvedProgram {
  /** `file`: in the pipeline's own folder. `package`: found by package specifier. */
  readonly kind: 'file' | 'package';
  /** Absolute path of the module. */
  readonly path: string;
  /** The folder whose schemas/stages/ describes its params: the pipeline's, or the package's. */
  readonly ownerDir: string;
}

/**
 * Finds a stage's program: a file in the pipeline's folder, or else a package specifier. A specifier is looked up from that
 * folder: in its node_modules and those above, and in the package that the folder is part of. Undefined where there is
 * none, or where a path leaves the pipeline's folder.
 */
export function resolveProgram(baseDir: string, program: string): ResolvedProgram | undefined {
  if (leavesFolder(program)) return undefined;
  const file = path.resolve(baseDir, program);
  if (isFile(file)) return { kind: 'file', path: file, ownerDir: baseDir };
  const name = /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*(?=\/|$)/i.exec(program)?.[0];
  const owner = name === undefined ? undefined : findOwnOrInstalledPackage(baseDir, name);
  if (name === undefined || owner === undefined) return undefined;
  const module =
    resolveSpecifier(baseDir, program) ?? resolveImportExport(owner, `.${program.slice(name.length)}`);
  return module === undefined || !isFile(module)
    ? undefined
    : { kind: 'package', path: module, ownerDir: owner.folder };
}

/** A file in the same folder whose name is nearly that of a program or module that is not there. */
export function suggestFile(baseDir: string, program: string): string | undefined {
  if (leavesFolder(program)) return undefined;
  const folder = path.posix.dirname(program);
  const near = suggestName(path.posix.basename(program), listFolder(path.join(baseDir, folder)));
  return near === undefined ? undefined : path.posix.join(folder, near);
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) return [];
    throw error;
  }
}

/** Whether a relative path is absolute or climbs out of its folder. */
export function leavesFolder(relative: string): boolean {
  return (
    path.isAbsolute(relative) || path.win32.isAbsolute(relative) || relative.split(/[\\/]/).includes('..')
  );
}

const NOT_FOUND = new Set([
  'MODULE_NOT_FOUND',
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
  'ERR_INVALID_MODULE_SPECIFIER',
]);

function resolveSpecifier(folder: string, specifier: string): string | undefined {
  try {
    const file = createRequire(path.join(folder, 'package.json')).resolve(specifier);
    return path.isAbsolute(file) ? file : undefined;
  } catch (error) {
    if (NOT_FOUND.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch (error) {
    // The path goes through a file or a loop of links, is too long, or we may not look: there is no program.
    if ((error as NodeJS.ErrnoException).code !== undefined) return false;
    throw error;
  }
}
