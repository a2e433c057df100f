// In a checkout, builds a package's dist/ when that is missing or older than its sources.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The published package has dist/ and no build script: then there is nothing to do. Ends the process where dist/ cannot be built.
 * @param {string} root the package's folder, absolute
 * @returns {Promise<void>}
 */
export async function ensureBuilt(root) {
  const script = join(root, 'scripts', 'build.js');
  if (!existsSync(script) || !isStale(root)) return;
  try {
    const { buildDist } = await import(pathToFileURL(script).href);
    await buildDist();
  } catch (error) {
    const isNotInstalled = error.code === 'ERR_MODULE_NOT_FOUND';
    process.stderr.write(
      isNotInstalled
        ? 'The packages this command needs are not installed yet.\nhint: npm ci\n'
        : `Cannot build the command from its sources:\n${error.message}\n`,
    );
    process.exit(isNotInstalled ? 2 : 1);
  }
}

/**
 * Imports the built command. Node opens all files of an import at once; where too few may be open, the process ends and says so.
 * @template Module
 * @param {() => Promise<Module>} load
 * @returns {Promise<Module>}
 */
export async function importBuilt(load) {
  try {
    return await load();
  } catch (error) {
    if (error.code !== 'EMFILE' && error.code !== 'ENFILE') throw error;
    process.stderr.write(
      `The command cannot be loaded: too many open files (${error.code})\nhint: raise the limit (ulimit -n)\n`,
    );
    process.exit(1);
  }
}

/** Whether anything that went into dist/ changed since its build began. Looks at dates only. */
function isStale(root) {
  const stamp = join(root, 'dist', '.stamp');
  const builtMs = modifiedMs(stamp);
  if (builtMs === undefined) return true;
  const sources = readFileSync(stamp, 'utf8').split('\n');
  return sources.some((source) => (modifiedMs(join(root, source)) ?? Number.POSITIVE_INFINITY) > builtMs);
}

/** Undefined where there is no such file. */
function modifiedMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
