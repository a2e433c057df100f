import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { compileBinding } from './compile-binding.ts';
import { downloadWheels } from './download-wheels.ts';
import { EngineError } from './errors.ts';
import { extractZip, ZipError } from './extract-zip.ts';
import { findCompiler, findPip } from './find-tools.ts';
import { type EngineManifest, type InstalledEngine, readInstalledEngine, writeManifest } from './manifest.ts';
import { type ProbeResult, probeBinding } from './probe-binding.ts';
import { findPythonTensorflow } from './python-tensorflow.ts';
import type { Device, EngineRelease } from './release.ts';
import { isEngineFile } from './wheel-files.ts';

/** The progress of an installation. `total` is 0 where it is unknown. */
export interface InstallProgress {
  /** What is done now. */
  readonly message: string;
  readonly done: number;
  readonly total: number;
  readonly unit: string;
}

export interface BuildEngineOptions {
  readonly device: Device;
  readonly release: EngineRelease;
  /** Where the engine is put: made from the pinned wheels, or built on a local Python's TensorFlow. */
  readonly folders: { readonly wheel: string; readonly python: string };
  readonly log?: (message: string) => void;
  readonly onProgress?: (progress: InstallProgress) => void;
}

const bindingName = 'tfjs_binding.node';

/**
 * Builds an engine in a folder beside its place, probes it, and renames it into place. The caller holds the mutex.
 * If a local Python has a TensorFlow that works, that one is used, unless PIPELINE_ENGINE_SOURCE=wheel forbids it.
 * @throws EngineError ENGINE_COMPILER_MISSING, ENGINE_PIP_MISSING, ENGINE_PACKAGE_MISSING, ENGINE_DOWNLOAD_FAILED,
 *   ENGINE_COMPILE_FAILED, ENGINE_PROBE_FAILED
 */
export async function buildEngine(options: BuildEngineOptions): Promise<InstalledEngine> {
  const compiler = await findCompiler();
  if (process.env.PIPELINE_ENGINE_SOURCE !== 'wheel') {
    const found = await buildFromPython(compiler, options);
    if (found) return found;
  }
  return buildFromWheels(compiler, options);
}

async function buildFromPython(
  compiler: readonly [string, ...string[]],
  options: BuildEngineOptions,
): Promise<InstalledEngine | undefined> {
  const python = await findPythonTensorflow();
  if (!python) return undefined;
  const { library } = python;
  try {
    return await buildInPlace(options.folders.python, async (staging) => {
      report(options, `Building on Python's TensorFlow ${python.version}`);
      const probe = await buildBinding(compiler, staging, library, library);
      if (options.device === 'gpu' && !probe.gpu) {
        throw new EngineError('ENGINE_PROBE_FAILED', 'It sees no GPU.', { hint: '' });
      }
      return { source: 'python', library, version: probe.version, device: options.device };
    });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    options.log?.(`TensorFlow in ${library} is not used: ${error.message}`);
    return undefined;
  }
}

async function buildFromWheels(
  compiler: readonly [string, ...string[]],
  options: BuildEngineOptions,
): Promise<InstalledEngine> {
  const { device, release } = options;
  const pip = await findPip();
  return buildInPlace(options.folders.wheel, async (staging) => {
    const downloads = join(staging, 'downloads');
    const downloading = `Downloading TensorFlow ${release.version}`;
    options.log?.(`${downloading} (${Math.round(release.downloadBytes / 1e6)} MB, once per user)`);
    const wheels = await downloadWheels(pip, release, downloads, (bytes) =>
      report(options, downloading, Math.min(bytes, release.downloadBytes), release.downloadBytes, 'bytes'),
    );
    for (const [index, wheel] of wheels.entries()) {
      report(options, `Unpacking TensorFlow ${release.version}`, index, wheels.length, 'wheels');
      await unpackWheel(wheel, staging);
      await rm(wheel);
    }
    await rm(downloads, { recursive: true });
    report(options, 'Compiling its binding');
    const runPath = process.platform === 'darwin' ? '@loader_path/tensorflow' : '$ORIGIN/tensorflow';
    const library = join(staging, 'tensorflow');
    const { version } = await buildBinding(compiler, staging, library, runPath);
    await rm(join(library, 'include'), { recursive: true, force: true });
    return { source: 'wheel', library: 'tensorflow', version, device };
  });
}

async function unpackWheel(wheel: string, folder: string): Promise<void> {
  try {
    await extractZip(wheel, folder, isEngineFile);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    throw new EngineError(
      'ENGINE_DOWNLOAD_FAILED',
      `${basename(wheel)} cannot be unpacked. ${error.message}`,
      {
        hint: 'Run `pipeline engine install` again.',
        cause: error,
      },
    );
  }
}

async function buildBinding(
  compiler: readonly [string, ...string[]],
  staging: string,
  library: string,
  runPath: string,
): Promise<ProbeResult> {
  const output = join(staging, bindingName);
  await compileBinding(compiler, { library, runPath, output });
  return probeBinding(output);
}

type BuiltManifest = Omit<EngineManifest, 'formatVersion' | 'engine' | 'binding'>;

/** Lets `build` fill a new folder, adds the manifest, and puts the folder in the place of `folder`. */
async function buildInPlace(
  folder: string,
  build: (staging: string) => Promise<BuiltManifest>,
): Promise<InstalledEngine> {
  await removeAbandoned(folder);
  const staging = `${folder}.staging-${randomUUID()}`;
  await mkdir(staging, { recursive: true });
  try {
    const manifest = await build(staging);
    await writeManifest(staging, {
      formatVersion: 1,
      engine: 'tensorflow',
      binding: bindingName,
      ...manifest,
    });
    // What is there cannot be used: it has an older format, or a file is missing.
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  const installed = await readInstalledEngine(folder);
  if (installed) return installed;
  throw new EngineError('ENGINE_PROBE_FAILED', `The engine in ${folder} vanished while it was installed.`, {
    hint: 'Run `pipeline engine install` again.',
  });
}

/** Removes what killed installations left. We hold the mutex, so nobody is at work there. */
async function removeAbandoned(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(folder)}.staging-`)) continue;
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function report(options: BuildEngineOptions, message: string, done = 0, total = 0, unit = ''): void {
  options.onProgress?.({ message, done, total, unit });
}
