import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The ABI of Node that the binding is compiled for; every supported Node offers it. */
export const nodeApiVersion = 8;

/**
 * Folder that holds installed engines, one folder each: `PIPELINE_ENGINE_DIR`, or `robust-pipeline/engines` in the
 * user's cache directory (XDG_CACHE_HOME or ~/.cache; on macOS ~/Library/Caches).
 */
export function findEnginesFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  return env.PIPELINE_ENGINE_DIR || join(findCacheFolder(env, platform), 'robust-pipeline', 'engines');
}

function findCacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const xdg = env.XDG_CACHE_HOME;
  // The XDG specification: a relative path is to be ignored.
  if (xdg && isAbsolute(xdg)) return xdg;
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}

/** What tells one installed engine from another. */
export interface EngineIdentity {
  readonly device: 'cpu' | 'gpu';
  /** Version of TensorFlow, or `python` for the one of a local Python. */
  readonly version: string;
  /** Version of @tensorflow/tfjs-node-gpu, whose sources the binding is made from. */
  readonly bindingVersion: string;
}

/** Name of an engine's folder: everything that decides whether it can be used here. */
export function nameEngineFolder({ device, version, bindingVersion }: EngineIdentity): string {
  const machine = `${process.platform}-${process.arch}-napi${nodeApiVersion}`;
  return `tensorflow-${device}-${version}-tfjs${bindingVersion}-${machine}`;
}
