import { findBackendPackage } from './backend-package.ts';
import { EngineError } from './errors.ts';
import { countGpus } from './find-gpus.ts';
import { findCompiler, findPip } from './find-tools.ts';
import { findInstalledEngine } from './install-engine.ts';
import { probeBinding } from './probe-binding.ts';
import { type Device, findRelease } from './release.ts';

/** One line of `pipeline engine list`. */
export interface EngineStatus {
  readonly name: 'tensorflow' | 'tensorflow-gpu';
  /** Installed, and it computes. */
  readonly works: boolean;
  /** Of TensorFlow: the installed one, or the one that would be installed. */
  readonly version?: string;
  /** The installed engine's folder. */
  readonly location?: string;
  /** Why it does not work. */
  readonly reason?: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Every engine there is, and whether it works on this machine; each installed one is tried. */
export async function listEngines(): Promise<EngineStatus[]> {
  return [await describeEngine('tensorflow', 'cpu'), await describeEngine('tensorflow-gpu', 'gpu')];
}

async function describeEngine(name: EngineStatus['name'], device: Device): Promise<EngineStatus> {
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

async function explainAbsence(device: Device): Promise<{ reason: string; hint: string }> {
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
    reason: 'not installed',
    hint: `Run \`pipeline engine install${flag}\`; or leave it to the first stage that needs it.`,
  };
}
