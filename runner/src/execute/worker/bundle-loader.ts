import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';

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
      ? next(specifier, context)
      : { url: specifier, format: 'module', shortCircuit: true },
  load: (url, context, next) => {
    const path = bundlePathOf(url);
    if (path === undefined) return next(url, context);
    return { format: 'module', source: readFileSync(path, 'utf8'), shortCircuit: true };
  },
};

function bundlePathOf(url: string): string | undefined {
  if (!url.startsWith('file:') || !url.includes(`${PARAMETER}=`)) return undefined;
  return new URL(url).searchParams.get(PARAMETER) ?? undefined;
}

// As text, since bundling could rename what code would refer to.
const OFF_THREAD_HOOKS = `
import { readFileSync } from 'node:fs';
function bundlePathOf(url) {
  if (!url.startsWith('file:') || !url.includes('${PARAMETER}=')) return undefined;
  return new URL(url).searchParams.get('${PARAMETER}') ?? undefined;
}
export async function resolve(specifier, context, next) {
  return bundlePathOf(specifier) === undefined ? next(specifier, context) : { url: specifier, format: 'module', shortCircuit: true };
}
export async function load(url, context, next) {
  const path = bundlePathOf(url);
  return path === undefined ? next(url, context) : { format: 'module', source: readFileSync(path, 'utf8'), shortCircuit: true };
}`;
