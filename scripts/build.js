// Bundles the command, the worker, the stage API and what one's own attacks and the like are written with into dist/. Plain JavaScript, so that bin/pipeline.js can run it in a fresh clone.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const BACKEND_PACKAGE = '@tensorflow/tfjs-node-gpu';
/** The whole of tfjs registers the gradients and the tensors' methods; the core alone has them, but does not. */
const REGISTRATIONS = ['register_all_gradients.js', 'public/chained_ops/register_all_chained_ops.js'].map(
  (name) => `@tensorflow/tfjs-core/dist/${name}`,
);
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Entry → source. What each loads lazily becomes a chunk beside them. */
const ENTRIES = {
  'cli/main': 'src/cli/main.ts',
  'execute/worker': 'src/execute/worker.ts',
  'stage-api/index': 'src/stage-api/index.ts',
  'study/index': 'src/study/index.ts',
};

/**
 * Pure-JavaScript packages on the path of every run: bundled, an up-to-date run reads a few files instead of
 * hundreds. All other dependencies stay external and are imported where they are first used.
 */
const BUNDLED_PACKAGES = [
  'ajv',
  'canonicalize',
  'commander',
  'fastest-levenshtein',
  'jsonc-parser',
  'listr2',
  'lowdb',
];

/** How long the chunks of earlier builds stay: a command that started with them may still import one. */
const KEEP_CHUNKS_MS = 24 * 60 * 60 * 1000;

/** The bundled CommonJS packages call `require` for Node's own modules; ES modules have none. */
const BANNER = `import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);`;

/**
 * Builds dist/. Safe beside other builds and running commands: files are written to a temporary folder and renamed
 * into place, chunks (named by their content) first, entries next, the stamp last.
 * @param {{ keepChunksMs?: number }} [options] how long chunks of earlier builds stay
 * @returns {Promise<void>}
 */
export async function buildDist({ keepChunksMs = KEEP_CHUNKS_MS } = {}) {
  const startedMs = Date.now();
  const { build } = await import('esbuild');
  const distDir = join(ROOT, 'dist');
  const stagingDir = join(distDir, `.build-${process.pid}-${startedMs}`);
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8'),
  );
  try {
    const { outputFiles, metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: Object.entries(ENTRIES).map(([out, source]) => ({ in: source, out })),
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
        (name) => !BUNDLED_PACKAGES.includes(name),
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
    for (const file of [...files.filter(isChunk), ...files.filter((candidate) => !isChunk(candidate))]) {
      await placeFile(stagingDir, distDir, file);
    }
    await placeBackend(build, stagingDir, distDir);
    await placeRegistrations(build, stagingDir, distDir);
    await placeStamp(stagingDir, distDir, Object.keys(metafile.inputs), startedMs);
    const current = files.filter(isChunk).map(({ name }) => name.slice('chunks/'.length));
    await removeOldChunks(join(distDir, 'chunks'), new Set(current), keepChunksMs);
  } finally {
    await rm(stagingDir, { recursive: true, force: true });
  }
}

/**
 * A copy of what the tensorflow engine uses of @tensorflow/tfjs-node-gpu: its backend in one file and the binding's
 * sources. npm leaves that optional package out where its install script fails (it looks for a host that is often out of
 * reach), which a folder that installs us has no way to prevent; there the engine takes this copy.
 */
async function placeBackend(build, stagingDir, distDir) {
  const { resolve } = createRequire(import.meta.url);
  const manifest = resolve(`${BACKEND_PACKAGE}/package.json`);
  const { outputFiles } = await build({
    stdin: {
      contents: `${requireRegistrations()}
        require('${BACKEND_PACKAGE}/dist/register_all_kernels.js');
        module.exports = require('${BACKEND_PACKAGE}/dist/nodejs_kernel_backend.js');`,
      resolveDir: ROOT,
    },
    outfile: join(stagingDir, 'tfjs-node-gpu/backend.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    // It uses nothing of the whole of tfjs that the core does not have.
    alias: { '@tensorflow/tfjs': '@tensorflow/tfjs-core' },
    external: ['@tensorflow/tfjs-core'],
    logLevel: 'silent',
    write: false,
  });
  const { name, version, license } = JSON.parse(await readFile(manifest, 'utf8'));
  const bindingDir = join(dirname(manifest), 'binding');
  const files = [
    { name: 'backend.cjs', contents: outputFiles[0].contents },
    { name: 'package.json', contents: JSON.stringify({ name, version, license }) },
    ...(await Promise.all(
      (
        await readdir(bindingDir)
      ).map(async (file) => ({
        name: `binding/${file}`,
        contents: await readFile(join(bindingDir, file)),
      })),
    )),
  ];
  for (const file of files) {
    await placeFile(stagingDir, distDir, { ...file, name: `tfjs-node-gpu/${file.name}` });
  }
}

function requireRegistrations() {
  const { resolve } = createRequire(import.meta.url);
  return REGISTRATIONS.map((name) => `require(${JSON.stringify(resolve(name))});`).join('\n');
}

/**
 * What of tfjs-core the whole of tfjs registers, in one file, for the engine wasm: as the package has it, Node cannot import
 * it (ES modules under names without an extension), and the whole of tfjs, which runs it, is 140 MB.
 */
async function placeRegistrations(build, stagingDir, distDir) {
  const { outputFiles } = await build({
    stdin: { contents: requireRegistrations(), resolveDir: ROOT },
    outfile: join(stagingDir, 'tfjs-registrations.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'silent',
    write: false,
  });
  await placeFile(stagingDir, distDir, { name: 'tfjs-registrations.cjs', contents: outputFiles[0].contents });
}

async function placeFile(stagingDir, distDir, { name, contents }) {
  const staged = join(stagingDir, name);
  await mkdir(dirname(staged), { recursive: true });
  await mkdir(dirname(join(distDir, name)), { recursive: true });
  await writeFile(staged, contents);
  await rename(staged, join(distDir, name));
}

/**
 * The stamp lists what was built, for bin/pipeline.js to compare dates. It is dated at the build's start: a source
 * saved while it was built is newer than the stamp.
 */
async function placeStamp(stagingDir, distDir, inputs, startedMs) {
  const staged = join(stagingDir, '.stamp');
  // Packages change with the installed lock file: one date instead of hundreds.
  const own = inputs.filter((input) => !/(^|\/)node_modules\//.test(input));
  const sources = [...own, 'package.json', 'scripts/build.js', 'node_modules/.package-lock.json'].filter(
    (source) => existsSync(join(ROOT, source)),
  );
  await writeFile(staged, sources.join('\n'));
  await utimes(staged, startedMs / 1000, startedMs / 1000);
  await rename(staged, join(distDir, '.stamp'));
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

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    // Asked for by name, as before packing: dist/ holds this build alone.
    await buildDist({ keepChunksMs: 0 });
  } catch (error) {
    // esbuild's message names file and line; its stack says nothing more.
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
