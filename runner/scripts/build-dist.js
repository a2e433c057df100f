// Builds a package's dist/. Plain JavaScript, so that the command can build itself in a fresh clone.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How long the chunks of earlier builds stay: a command that started with them may still import one. */
const KEEP_CHUNKS_MS = 24 * 60 * 60 * 1000;

/** The bundled CommonJS packages call `require` for Node's own modules; ES modules have none. */
const BANNER = `import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);`;

/**
 * Builds entries and further files into dist/. Safe beside other builds and running commands: files are written to a temporary
 * folder and renamed into place, chunks (named by their content) first, entries next, the stamp last.
 * @param {object} options
 * @param {string} options.root the package's folder, absolute
 * @param {Readonly<Record<string, string>>} options.entries entry → source. What each loads lazily becomes a chunk beside them.
 * @param {readonly string[]} options.bundledPackages npm packages that go in; all others stay outside and are imported where they are
 *   first used
 * @param {readonly string[]} options.scripts files besides the sources that decide over the result, relative to root
 * @param {(build: typeof import('esbuild').build) => Promise<{ name: string, contents: Uint8Array | string }[]>} [options.makeFiles]
 *   makes further files
 * @param {number} [options.keepChunksMs] how long chunks of earlier builds stay
 * @returns {Promise<void>}
 */
export async function buildPackage({
  root,
  entries,
  bundledPackages,
  scripts,
  makeFiles = async () => [],
  keepChunksMs = KEEP_CHUNKS_MS,
}) {
  const startedMs = Date.now();
  const { build } = await import('esbuild');
  const distDir = join(root, 'dist');
  const stagingDir = join(distDir, `.build-${process.pid}-${startedMs}`);
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  try {
    const { outputFiles, metafile } = await build({
      absWorkingDir: root,
      entryPoints: Object.entries(entries).map(([out, source]) => ({ in: source, out })),
      outdir: stagingDir,
      chunkNames: 'chunks/[name]-[hash]',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      // jsonc-parser's `main` is UMD, which cannot be bundled.
      mainFields: ['module', 'main'],
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: 'none',
      banner: { js: BANNER },
      external: Object.keys({ ...dependencies, ...optionalDependencies }).filter(
        (name) => !bundledPackages.includes(name),
      ),
      logLevel: 'silent',
      metafile: true,
      write: false,
    });
    const files = outputFiles.map(({ path, contents }) => ({
      name: path.slice(stagingDir.length + 1),
      contents,
    }));
    const isChunk = ({ name }) => name.startsWith('chunks');
    const others = [...files.filter((file) => !isChunk(file)), ...(await makeFiles(build))];
    for (const file of [...files.filter(isChunk), ...others]) await placeFile(stagingDir, distDir, file);
    await placeStamp(root, stagingDir, [...Object.keys(metafile.inputs), ...scripts], startedMs);
    const current = files.filter(isChunk).map(({ name }) => name.slice('chunks/'.length));
    await removeOldChunks(join(distDir, 'chunks'), new Set(current), keepChunksMs);
  } finally {
    await rm(stagingDir, { recursive: true, force: true });
  }
}

async function placeFile(stagingDir, distDir, { name, contents }) {
  const staged = join(stagingDir, name);
  await mkdir(dirname(staged), { recursive: true });
  await mkdir(dirname(join(distDir, name)), { recursive: true });
  await writeFile(staged, contents);
  await rename(staged, join(distDir, name));
}

/**
 * The stamp lists what was built, for bin/ensure-built.js to compare dates. It is dated at the build's start: a source
 * saved while it was built is newer than the stamp.
 */
async function placeStamp(root, stagingDir, inputs, startedMs) {
  const staged = join(stagingDir, '.stamp');
  // Packages change with the installed lock file: one date instead of hundreds. A workspace has it a folder above.
  const own = inputs.filter((input) => !/(^|\/)node_modules\//.test(input));
  const lock = 'node_modules/.package-lock.json';
  const sources = [...new Set([...own, 'package.json', lock, `../${lock}`])].filter((source) =>
    existsSync(join(root, source)),
  );
  await writeFile(staged, sources.join('\n'));
  await utimes(staged, startedMs / 1000, startedMs / 1000);
  await rename(staged, join(root, 'dist', '.stamp'));
}

async function removeOldChunks(chunksDir, current, keepMs) {
  for (const name of (await readdir(chunksDir).catch(ignoreMissing)) ?? []) {
    if (current.has(name)) continue;
    const path = join(chunksDir, name);
    const stats = await stat(path).catch(ignoreMissing);
    if (stats !== undefined && Date.now() - stats.mtimeMs >= keepMs) await rm(path, { force: true });
  }
}

/** Without lazy imports there are no chunks, and another build may have removed one first. */
function ignoreMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * Runs a build that was asked for by name, as before packing: dist/ holds this build alone.
 * @param {(options: { keepChunksMs: number }) => Promise<void>} buildDist
 */
export async function buildFromCommandLine(buildDist) {
  try {
    await buildDist({ keepChunksMs: 0 });
  } catch (error) {
    // esbuild's message names file and line; its stack says nothing more.
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
