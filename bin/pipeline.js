#!/usr/bin/env node
// Starts the command. In a checkout it builds dist/ first when that is missing or older than the sources.
import { existsSync, readFileSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The published package has dist/ and no build script. */
const isCheckout = existsSync(join(ROOT, 'scripts', 'build.js'));

if (isCheckout && isStale()) await build();
// Compiled code is kept between starts; Node 20 has no such cache.
nodeModule.enableCompileCache?.();
await import('../dist/cli/main.js');

/** Whether anything that went into dist/ changed since its build began. Looks at dates only. */
function isStale() {
  const stamp = join(ROOT, 'dist', '.stamp');
  const builtMs = modifiedMs(stamp);
  if (builtMs === undefined) return true;
  const sources = readFileSync(stamp, 'utf8').split('\n');
  return sources.some((source) => (modifiedMs(join(ROOT, source)) ?? Number.POSITIVE_INFINITY) > builtMs);
}

/** Undefined where there is no such file. */
function modifiedMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

async function build() {
  const { buildDist } = await import('../scripts/build.js');
  try {
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
