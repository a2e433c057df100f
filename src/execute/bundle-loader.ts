import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';

const PARAMETER = 'pipeline-bundle';

interface LoadResult {
  format: string;
  source: string;
  shortCircuit: true;
}

/**
 * Makes `import(bundleUrl(...))` load the stored bundle under the URL of the stage file it was made from, so that
 * bare imports, `createRequire` and `import.meta.resolve` in it resolve exactly as in the user's own file, wherever
 * the cache is. What was hashed is what runs; only its address is the original's.
 */
export function installBundleLoader(): void {
  const load = (url: string, context: unknown, nextLoad: (url: string, context: unknown) => unknown): unknown =>
    loadBundle(url) ?? nextLoad(url, context);
  const registerHooks = (nodeModule as { registerHooks?: (hooks: { load: typeof load }) => void }).registerHooks;
  if (registerHooks !== undefined) {
    registerHooks({ load });
    return;
  }
  // Node 20 has only the off-thread hooks, which must come from a module of their own.
  const source = `import { readFileSync } from 'node:fs';
export async function load(url, context, nextLoad) {
  const path = new URL(url).searchParams.get('${PARAMETER}');
  if (path === null || !url.startsWith('file:')) return nextLoad(url, context);
  return { format: 'module', source: readFileSync(path, 'utf8'), shortCircuit: true };
}`;
  nodeModule.register(`data:text/javascript,${encodeURIComponent(source)}`);
}

/** The URL that a stage's bundle is imported by. */
export function bundleUrl(programUrl: string, bundlePath: string): string {
  const url = new URL(programUrl);
  url.searchParams.set(PARAMETER, bundlePath);
  return url.href;
}

function loadBundle(url: string): LoadResult | undefined {
  if (!url.startsWith('file:') || !url.includes(PARAMETER)) return undefined;
  const path = new URL(url).searchParams.get(PARAMETER);
  return path === null ? undefined : { format: 'module', source: readFileSync(path, 'utf8'), shortCircuit: true };
}
