import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The version of Node-API that the binding is compiled for. Every supported Node has it. */
export const nodeApiVersion = 8;

/**
 * The folder that holds the installed engines, each in its own folder: `PIPELINE_ENGINE_DIR`, or
 * `robust-pipeline/engines` in the
 * user's cache directory (XDG_CACHE_HOME or ~/.cache; on macOS ~/Library/Caches).
 */
export function findEnginesFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  return env.PIPELINE_ENGINE_DIR || join(findCacheFolder(env, platform), 'robust-pipeline', 'engines');
}

function findCacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const xdg = env.XDG_CACHE_HOME;
  // The XDG specification says to ignore a relative path.
  if (xdg && isAbsolute(xdg)) return xdg;
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}

/** What distinguishes one installed engine from another. */
export interface EngineIdentity {
  readonly device: 'cpu' | 'gpu';
  /** Version of TensorFlow, or `python` for that of a local Python. */
  readonly version: string;
  /** Version of @tensorflow/tfjs-node-gpu, whose sources the binding is made from. */
  readonly bindingVersion: string;
}

/** The name of an engine's folder. It holds everything that decides whether the engine can be used here. */
export function nameEngineFolder({ device, version, bindingVersion }: EngineIdentity): string {
  const machine = `${process.platform}-${process.arch}-napi${nodeApiVersion}`;
  return `tensorflow-${device}-${version}-tfjs${bindingVersion}-${machine}`;
}
