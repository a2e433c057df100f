import { SourceMap, type SourceMapPayload } from 'node:module';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestBytes } from '../../base/digest.ts';
import { bundleProgram } from './bundle-program.ts';

/** `file:///…/attack.ts?pipeline-bundle=…:35:49088`: a place in a bundle that runs under the URL of its program. */
const PLACE = /(file:\/\/[^\s()?]+)\?pipeline-bundle=([^\s():&]+):(\d+):(\d+)/g;

/**
 * Replaces places in bundles by the places in the source files that they were made from, relative to the pipeline's folder.
 * The bundle itself carries no map, because its bytes are hashed and must not depend on comments. So the map is made now,
 * when something failed. Places of a program that changed meanwhile stay as they are.
 */
export async function mapStacks(text: string, folder: string): Promise<string> {
  const maps = new Map<string, SourceMap | undefined>();
  for (const [, url = '', bundle = ''] of text.matchAll(PLACE)) {
    const id = `${url} ${bundle}`;
    if (!maps.has(id)) maps.set(id, await makeMap(fileURLToPath(url), decodeURIComponent(bundle), folder));
  }
  return text.replace(PLACE, (place, url: string, bundle: string, line: string, column: string) => {
    const entry = maps.get(`${url} ${bundle}`)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry === undefined || !('originalSource' in entry)) return place;
    const source = resolve(folder, entry.originalSource);
    const inside = relative(folder, source);
    const shown = inside.startsWith('..') || isAbsolute(inside) ? source : inside;
    return `${shown}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

async function makeMap(entry: string, bundlePath: string, folder: string): Promise<SourceMap | undefined> {
  try {
    const { bytes, map } = await bundleProgram(entry, entry, folder, 'program', { withMap: true });
    // The last two parts of a blob's path are its digest.
    const digest = basename(dirname(bundlePath)) + basename(bundlePath);
    if (map === undefined || digestBytes(bytes) !== digest) return undefined;
    return new SourceMap(JSON.parse(map) as SourceMapPayload);
  } catch {
    // The action's own error is what counts.
    return undefined;
  }
}
