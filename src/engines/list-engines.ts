import { findBackendPackage } from './backend-package.ts';
import { EngineError } from './errors.ts';
import { countGpus } from './find-gpus.ts';
import { findCompiler, findPip } from './find-tools.ts';
import { findInstalledEngine } from './install-engine.ts';
import { probeBinding } from './probe-binding.ts';
import { type Device, findRelease } from './release.ts';
import { probeWasm } from './wasm/probe-wasm.ts';
import { findRegistrations, findWasmPackage } from './wasm/wasm-package.ts';

/** One line of `pipeline engine list`. */
export interface EngineStatus {
  readonly name: 'tensorflow' | 'tensorflow-gpu' | 'wasm';
  /** Installed, and it computes. */
  readonly works: boolean;
  /** TensorFlow's version, installed or to be installed; or that of wasm's npm package. */
  readonly version?: string;
  /** It is missing, but the first stage that needs it can install it. */
  readonly installable?: boolean;
  /** The installed engine's folder. */
  readonly location?: string;
  /** Why it does not work. */
  readonly reason?: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** All engines, and whether they work on this machine. Each one that is installed is tried. */
export async function listEngines(): Promise<EngineStatus[]> {
  return [
    await describeTensorflow('tensorflow', 'cpu'),
    await describeTensorflow('tensorflow-gpu', 'gpu'),
    await describeWasm(),
  ];
}

async function describeWasm(): Promise<EngineStatus> {
  try {
    const { folder, version } = findWasmPackage();
    findRegistrations();
    await probeWasm(folder);
    return { name: 'wasm', works: true, version, location: folder };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { name: 'wasm', works: false, reason: error.message, ...(error.hint && { hint: error.hint }) };
  }
}

async function describeTensorflow(
  name: 'tensorflow' | 'tensorflow-gpu',
  device: Device,
): Promise<EngineStatus> {
  const release = findRelease(process.platform, process.arch, device);
  if (!release) {
    return { name, works: false, reason: `not made for ${process.platform}-${process.arch}` };
  }
  const known = { name, version: release.version };
  try {
    findBackendPackage();
    const installed = await findInstalledEngine(device);
    if (!installed) return { ...known, works: false, ...(await explainAbsence(device)) };
    const found = { ...known, location: installed.folder };
    const { version, gpu } = await probeBinding(installed.bindingPath);
    if (device === 'cpu' || gpu) return { ...found, works: true, version };
    return {
      ...found,
      works: false,
      version,
      reason: 'it sees no NVIDIA GPU',
      hint: 'Install the NVIDIA driver.',
    };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { ...known, works: false, reason: error.message, ...(error.hint && { hint: error.hint }) };
  }
}

async function explainAbsence(
  device: Device,
): Promise<Pick<EngineStatus, 'reason' | 'hint' | 'installable'>> {
  if (device === 'gpu' && (await countGpus()) === 0) {
    return {
      reason: 'no NVIDIA GPU was found (nvidia-smi)',
      hint: 'Install the NVIDIA driver if there is a GPU.',
    };
  }
  await findCompiler();
  await findPip();
  const flag = device === 'gpu' ? ' --gpu' : '';
  return {
    installable: true,
    reason: 'not installed',
    hint: `Run \`pipeline engine install${flag}\`; or leave it to the first stage that needs it.`,
  };
}
