import { join } from 'node:path';
import { nameOwner } from '../../runner/src/base/mutex/owner.ts';
import { withMutex } from '../../runner/src/base/mutex/with-mutex.ts';
import { findBackendPackage } from './backend-package.ts';
import { buildEngine, type InstallProgress } from './build-engine.ts';
import { findEnginesFolder, nameEngineFolder } from './engine-folder.ts';
import { EngineError } from './errors.ts';
import { type InstalledEngine, readInstalledEngine } from './manifest.ts';
import { type Device, type EngineRelease, findRelease } from './release.ts';

export interface InstallEngineOptions {
  /** Install the variant for NVIDIA GPUs. It can also compute on the CPU. */
  readonly gpu?: boolean;
  readonly log?: (message: string) => void;
  readonly onProgress?: (progress: InstallProgress) => void;
}

/**
 * Installs TensorFlow, once for each user, unless it is there already. If several processes call this, one of them installs
 * and the others wait. An installation that is interrupted leaves nothing that could be taken for an engine.
 * @throws EngineError ENGINE_PLATFORM_UNSUPPORTED, ENGINE_PACKAGE_MISSING, ENGINE_PIP_MISSING,
 * ENGINE_COMPILER_MISSING, ENGINE_DOWNLOAD_FAILED, ENGINE_COMPILE_FAILED, ENGINE_PROBE_FAILED,
 * ENGINE_FOLDER_UNWRITABLE
 */
export async function installEngine(options: InstallEngineOptions = {}): Promise<InstalledEngine> {
  const device: Device = options.gpu ? 'gpu' : 'cpu';
  const release = requireRelease(device);
  const present = await findInstalledEngine(device);
  if (present) return present;
  const folders = findEngineFolders(device, release);
  try {
    return await withMutex(
      folders.wheel,
      async () =>
        (await findInstalledEngine(device)) ?? buildEngine({ device, release, folders, ...options }),
      {
        onWait: (owner) => options.log?.(`Waiting for ${nameOwner(owner)}, which is installing TensorFlow.`),
      },
    );
  } catch (error) {
    throw describeFolderError(error, folders.wheel);
  }
}

/** The engine for a device that is already installed: from our wheels, or built on a local Python's TensorFlow. */
export async function findInstalledEngine(device: Device): Promise<InstalledEngine | undefined> {
  const release = findRelease(process.platform, process.arch, device);
  if (!release) return undefined;
  const { wheel, python } = findEngineFolders(device, release);
  return (await readInstalledEngine(wheel)) ?? (await readInstalledEngine(python));
}

function findEngineFolders(device: Device, release: EngineRelease): { wheel: string; python: string } {
  const { version: bindingVersion } = findBackendPackage();
  const folder = (version: string) =>
    join(findEnginesFolder(), nameEngineFolder({ device, version, bindingVersion }));
  return { wheel: folder(release.version), python: folder('python') };
}

function requireRelease(device: Device): EngineRelease {
  const release = findRelease(process.platform, process.arch, device);
  if (release) return release;
  const machine = `${process.platform}-${process.arch}`;
  throw new EngineError(
    'ENGINE_PLATFORM_UNSUPPORTED',
    `There is no TensorFlow${device === 'gpu' ? ' with GPU support' : ''} for ${machine}.`,
    { hint: 'It exists for Linux (x64, arm64) and macOS (x64, arm64), with GPU support for Linux on x64.' },
  );
}

/** Puts an error of the file system into words. Other errors stay as they are. */
function describeFolderError(error: unknown, folder: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR'].includes(code ?? '')) return error;
  return new EngineError(
    'ENGINE_FOLDER_UNWRITABLE',
    `TensorFlow cannot be installed in ${folder}: ${message}`,
    {
      hint: 'It needs about 2 GB while installing and 0.6 GB afterwards; set PIPELINE_ENGINE_DIR to another folder.',
      cause: error,
    },
  );
}
