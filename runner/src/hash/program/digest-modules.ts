import { readFile } from 'node:fs/promises';
import { extname, relative, sep } from 'node:path';
import type { Loader } from 'esbuild';
import { type Digest, digestBytes } from '../../base/digest.ts';

const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.jsx': 'jsx',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
};

/**
 * For explaining a changed program: path of each module, relative to the pipeline's folder → digest of its code without
 * comments and formatting.
 */
export async function digestModules(
  modules: readonly string[],
  baseDir: string,
): Promise<Record<string, Digest>> {
  const { transform } = await import('esbuild');
  const entries = await Promise.all(
    modules.toSorted().map(async (path): Promise<[string, Digest]> => {
      const text = await readFile(path, 'utf8');
      const loader = LOADERS[extname(path)];
      const name = relative(baseDir, path).split(sep).join('/');
      if (loader === undefined) return [name, digestBytes(text)];
      const options = {
        loader,
        minify: true,
        legalComments: 'none',
        target: 'node20',
        tsconfigRaw: '{}',
      } as const;
      return [name, digestBytes((await transform(text, options)).code)];
    }),
  );
  return Object.fromEntries(entries);
}
