// Bundles what the study adds to the command, and what one's own attacks and the like are written with, into dist/.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildFromCommandLine, buildPackage } from '../runner/scripts/build-dist.js';

const BACKEND_PACKAGE = '@tensorflow/tfjs-node-gpu';
/** The whole of tfjs registers the gradients and the tensors' methods; the core alone has them, but does not. */
const REGISTRATIONS = ['register_all_gradients.js', 'public/chained_ops/register_all_chained_ops.js'].map(
  (name) => `@tensorflow/tfjs-core/dist/${name}`,
);
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {{ keepChunksMs?: number }} [options] how long chunks of earlier builds stay
 * @returns {Promise<void>}
 */
export function buildDist(options = {}) {
  return buildPackage({
    ...options,
    root: ROOT,
    entries: { 'cli/additions': 'src/cli/additions.ts', index: 'src/index.ts' },
    // Of ajv the compiled schemas use a few lines.
    bundledPackages: ['ajv'],
    scripts: ['scripts/build.js', 'runner/scripts/build-dist.js'],
    makeFiles: async (build) => [...(await copyBackend(build)), await bundleRegistrations(build)],
  });
}

/**
 * A copy of what the tensorflow engine uses of @tensorflow/tfjs-node-gpu: its backend in one file and the binding's
 * sources. npm leaves that optional package out where its install script fails (it looks for a host that is often out of
 * reach), which a folder that installs us has no way to prevent; there the engine takes this copy.
 */
async function copyBackend(build) {
  const { resolve } = createRequire(import.meta.url);
  const manifest = resolve(`${BACKEND_PACKAGE}/package.json`);
  const backend = await bundleToCommonJs(build, 'backend.cjs', {
    contents: `${requireRegistrations()}
      require('${BACKEND_PACKAGE}/dist/register_all_kernels.js');
      module.exports = require('${BACKEND_PACKAGE}/dist/nodejs_kernel_backend.js');`,
    // It uses nothing of the whole of tfjs that the core does not have.
    alias: { '@tensorflow/tfjs': '@tensorflow/tfjs-core' },
    external: ['@tensorflow/tfjs-core'],
  });
  const { name, version, license } = JSON.parse(await readFile(manifest, 'utf8'));
  const bindingDir = join(dirname(manifest), 'binding');
  const binding = (await readdir(bindingDir)).map(async (file) => ({
    name: `binding/${file}`,
    contents: await readFile(join(bindingDir, file)),
  }));
  return [
    backend,
    { name: 'package.json', contents: JSON.stringify({ name, version, license }) },
    ...(await Promise.all(binding)),
  ].map((file) => ({ ...file, name: `tfjs-node-gpu/${file.name}` }));
}

/**
 * What of tfjs-core the whole of tfjs registers, in one file, for the engine wasm: as the package has it, Node cannot import
 * it (ES modules under names without an extension), and the whole of tfjs, which runs it, is 140 MB.
 */
function bundleRegistrations(build) {
  return bundleToCommonJs(build, 'tfjs-registrations.cjs', { contents: requireRegistrations() });
}

function requireRegistrations() {
  const { resolve } = createRequire(import.meta.url);
  return REGISTRATIONS.map((name) => `require(${JSON.stringify(resolve(name))});`).join('\n');
}

async function bundleToCommonJs(build, name, { contents, ...options }) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT },
    outfile: name,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'silent',
    write: false,
    ...options,
  });
  return { name, contents: outputFiles[0].contents };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await buildFromCommandLine(buildDist);
