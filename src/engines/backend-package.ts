import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import util from 'node:util';
import type * as tfType from '@tensorflow/tfjs-core';
import { EngineError } from './errors.ts';

/** Where @tensorflow/tfjs-node-gpu is installed, and its version. */
export interface BackendPackage {
  readonly folder: string;
  readonly version: string;
}

export type BackendConstructor = new (binding: unknown, packageName: string) => tfType.KernelBackend;

/**
 * The installed package. Where npm left it out, the copy in our own package (scripts/build.js says why there is one).
 * @throws EngineError ENGINE_PACKAGE_MISSING
 */
export function findBackendPackage(): BackendPackage {
  const manifest = findInstalledManifest() ?? findCopiedManifest();
  if (manifest === undefined) throw packageMissing('@tensorflow/tfjs-node-gpu');
  const { version } = createRequire(manifest)(manifest) as { version: string };
  return { folder: dirname(manifest), version };
}

function findInstalledManifest(): string | undefined {
  try {
    return fileURLToPath(import.meta.resolve('@tensorflow/tfjs-node-gpu/package.json'));
  } catch {
    return undefined;
  }
}

function findCopiedManifest(): string | undefined {
  try {
    const own = dirname(fileURLToPath(import.meta.resolve('robust-pipeline/package.json')));
    const manifest = join(own, 'dist', 'tfjs-node-gpu', 'package.json');
    return existsSync(manifest) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** Folder of the Node-API headers. @throws EngineError ENGINE_PACKAGE_MISSING */
export function findNodeApiHeaders(): string {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve('node-api-headers/package.json'))), 'include');
  } catch (error) {
    throw packageMissing('node-api-headers', error);
  }
}

/**
 * Imports the backend's class and registers its kernels. Not through the package's entry point, which would look for its
 * own TensorFlow library. @throws EngineError ENGINE_PACKAGE_MISSING
 */
export async function importBackendClass(): Promise<BackendConstructor> {
  restoreRemovedNodeFunctions();
  if (findInstalledManifest() === undefined) {
    const copy = join(findBackendPackage().folder, 'backend.cjs');
    return (createRequire(copy)(copy) as { NodeJSKernelBackend: BackendConstructor }).NodeJSKernelBackend;
  }
  const module = await import('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js');
  await import('@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js');
  return module.NodeJSKernelBackend as unknown as BackendConstructor;
}

/** tfjs-node 4.22 calls two functions of node:util that Node 23 removed. */
function restoreRemovedNodeFunctions(): void {
  const functions = util as unknown as Record<string, unknown>;
  functions.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  functions.isArray ??= Array.isArray;
}

function packageMissing(name: string, cause?: unknown): EngineError {
  return new EngineError('ENGINE_PACKAGE_MISSING', `The npm package ${name} is not installed.`, {
    hint: `Run \`npm install ${name} --ignore-scripts\`, or \`npm ci --ignore-scripts\` in this project: npm leaves an optional dependency out when its install script fails or when asked to (--omit=optional).`,
    cause,
  });
}
