import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readTextIfAny } from '../../runner/src/base/read-text-if-any.ts';
import { statIfAny } from '../../runner/src/base/stat-if-any.ts';
import { libraryFile } from './compile-binding.ts';
import type { Device } from './release.ts';

/** What is in an engine's folder. Written last, so that a folder with a manifest is complete. */
export interface EngineManifest {
  readonly formatVersion: 1;
  readonly engine: 'tensorflow';
  readonly device: Device;
  /** Version of TensorFlow, as the library reported it when it was probed. */
  readonly version: string;
  /** Where the library comes from: our pinned wheel, or the TensorFlow of a Python on this machine. */
  readonly source: 'wheel' | 'python';
  /** The compiled binding, relative to the engine's folder. */
  readonly binding: string;
  /** The library's folder, relative to the engine's folder or absolute. */
  readonly library: string;
}

/** An engine that is completely installed. */
export interface InstalledEngine {
  readonly folder: string;
  readonly device: Device;
  readonly version: string;
  readonly source: EngineManifest['source'];
  /** Absolute. */
  readonly bindingPath: string;
}

const manifestName = 'manifest.json';

export async function writeManifest(folder: string, manifest: EngineManifest): Promise<void> {
  await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * The engine in `folder`; undefined when there is none, when it has another format, or when a part of it is missing.
 */
export async function readInstalledEngine(folder: string): Promise<InstalledEngine | undefined> {
  const manifest = readManifest(join(folder, manifestName));
  if (manifest?.formatVersion !== 1 || !isText(manifest.binding) || !isText(manifest.library))
    return undefined;
  const { device, version, source } = manifest;
  const bindingPath = resolve(folder, manifest.binding);
  const parts = [bindingPath, resolve(folder, manifest.library, libraryFile('cc', process.platform))];
  const isWhole = parts.every((path) => statIfAny(path) !== undefined);
  return isWhole ? { folder, device, version, source, bindingPath } : undefined;
}

/** Undefined: there is no manifest, or an interrupted write damaged it. */
function readManifest(path: string): EngineManifest | undefined {
  const text = readTextIfAny(path);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as EngineManifest);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
