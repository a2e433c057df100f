// Bundles the command, the worker and the stage API into dist/.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildFromCommandLine, buildPackage } from './build-dist.js';

/**
 * Pure-JavaScript packages on the path of every run: bundled, an up-to-date run reads a few files instead of
 * hundreds. All other dependencies stay external and are imported where they are first used.
 */
const BUNDLED_PACKAGES = ['ajv', 'commander', 'fastest-levenshtein', 'jsonc-parser', 'listr2', 'lowdb'];

/**
 * @param {{ keepChunksMs?: number }} [options] how long chunks of earlier builds stay
 * @returns {Promise<void>}
 */
export function buildDist(options = {}) {
  return buildPackage({
    ...options,
    root: fileURLToPath(new URL('..', import.meta.url)),
    entries: {
      'cli/main': 'src/cli/main.ts',
      'execute/worker': 'src/execute/worker/worker.ts',
      'stage-api/index': 'src/stage-api/index.ts',
    },
    bundledPackages: BUNDLED_PACKAGES,
    scripts: ['scripts/build.js', 'scripts/build-dist.js'],
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await buildFromCommandLine(buildDist);
