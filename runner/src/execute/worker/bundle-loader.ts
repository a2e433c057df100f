import { readFileSync, realpathSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PARAMETER = 'pipeline-bundle';

type Next = (target: string, context: unknown) => unknown;

interface SyncHooks {
  resolve(specifier: string, context: unknown, next: Next): unknown;
  load(url: string, context: unknown, next: Next): unknown;
}

/**
 * Makes `import(bundleUrl(…))` load the stored bundle under the URL of the stage file it was made from, so that bare
 * imports, `createRequire` and `import.meta.resolve` in it resolve exactly as in the user's own file, wherever the
 * cache is. The bundle that was hashed is what runs; only its address is that of the stage file.
 */
export function installBundleLoader(): void {
  const { registerHooks } = nodeModule as { registerHooks?: (hooks: SyncHooks) => void };
  if (registerHooks !== undefined) registerHooks(inThreadHooks);
  // Node 20 has only hooks that run in a thread of their own, from a module of their own.
  else nodeModule.register(`data:text/javascript,${encodeURIComponent(OFF_THREAD_HOOKS)}`);
}

/** The URL that a stage's bundle is imported by. */
export function bundleUrl(programUrl: string, bundlePath: string): string {
  const url = new URL(programUrl);
  url.searchParams.set(PARAMETER, bundlePath);
  return url.href;
}

const inThreadHooks: SyncHooks = {
  resolve: (specifier, context, next) =>
    bundlePathOf(specifier) === undefined
      ? next(...resolveOwn(specifier, context))
      : { url: specifier, format: 'module', shortCircuit: true },
  load: (url, context, next) => {
    const path = bundlePathOf(url);
    if (path === undefined) return next(url, context);
    return { format: 'module', source: readFileSync(path, 'utf8'), shortCircuit: true };
  },
};

/**
 * An import of a working copy's own package, `pipeline-of:["lib"]/dep` (see hash/program/linked-packages.ts), is resolved as
 * from that copy's folder.
 */
function resolveOwn(specifier: string, context: unknown): [string, unknown] {
  const { parentURL } = context as { parentURL?: string };
  const [, way, own] = /^pipeline-of:([^/]+)\/(.+)$/s.exec(specifier) ?? [];
  if (way === undefined || own === undefined || parentURL === undefined) return [specifier, context];
  let folder = dirname(fileURLToPath(parentURL));
  for (const name of JSON.parse(decodeURIComponent(way)) as string[])
    folder = name.startsWith('.') ? resolvePath(folder, name) : findPackageFolder(name, folder);
  return [own, { ...(context as object), parentURL: pathToFileURL(join(folder, 'package.json')).href }];
}

function findPackageFolder(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (statSync(join(found, 'package.json'), { throwIfNoEntry: false })?.isFile())
      return realpathSync(found);
    if (folder === dirname(folder)) throw new Error(`Cannot find package '${name}' from ${from}`);
  }
}

function bundlePathOf(url: string): string | undefined {
  if (!url.startsWith('file:') || !url.includes(`${PARAMETER}=`)) return undefined;
  return new URL(url).searchParams.get(PARAMETER) ?? undefined;
}

// As text, since bundling could rename what code would refer to.
const OFF_THREAD_HOOKS = `
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
function resolveOwn(specifier, context) {
  const [, way, own] = /^pipeline-of:([^/]+)[/]([^]+)$/.exec(specifier) ?? [];
  if (way === undefined || own === undefined || context.parentURL === undefined) return [specifier, context];
  let folder = dirname(fileURLToPath(context.parentURL));
  for (const name of JSON.parse(decodeURIComponent(way)))
    folder = name.startsWith('.') ? resolvePath(folder, name) : findPackageFolder(name, folder);
  return [own, { ...context, parentURL: pathToFileURL(join(folder, 'package.json')).href }];
}
function findPackageFolder(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (statSync(join(found, 'package.json'), { throwIfNoEntry: false })?.isFile()) return realpathSync(found);
    if (folder === dirname(folder)) throw new Error("Cannot find package '" + name + "' from " + from);
  }
}
function bundlePathOf(url) {
  if (!url.startsWith('file:') || !url.includes('${PARAMETER}=')) return undefined;
  return new URL(url).searchParams.get('${PARAMETER}') ?? undefined;
}
export async function resolve(specifier, context, next) {
  return bundlePathOf(specifier) === undefined ? next(...resolveOwn(specifier, context)) : { url: specifier, format: 'module', shortCircuit: true };
}
export async function load(url, context, next) {
  const path = bundlePathOf(url);
  return path === undefined ? next(url, context) : { format: 'module', source: readFileSync(path, 'utf8'), shortCircuit: true };
}`;
