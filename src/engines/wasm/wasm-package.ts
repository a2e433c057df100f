import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../errors.ts';

const packageName = '@tensorflow/tfjs-backend-wasm';

/** Where the engine's npm package is, and its version. @throws EngineError ENGINE_PACKAGE_MISSING */
export function findWasmPackage(): { folder: string; version: string } {
  const manifest = resolveFile(`${packageName}/package.json`);
  if (manifest === undefined) {
    throw new EngineError('ENGINE_PACKAGE_MISSING', `The npm package ${packageName} is not installed.`, {
      hint: `Run \`npm ci\`, or \`npm install ${packageName}\`.`,
    });
  }
  const { version } = createRequire(manifest)(manifest) as { version: string };
  return { folder: dirname(manifest), version };
}

/**
 * The module that registers tfjs-core's gradients and the methods of tensors. scripts/build.js makes it, and says why.
 * @throws EngineError ENGINE_PACKAGE_MISSING
 */
export function findRegistrations(): string {
  const own = resolveFile('robust-pipeline/package.json');
  const path = own && join(dirname(own), 'dist', 'tfjs-registrations.cjs');
  if (path !== undefined && existsSync(path)) return path;
  throw new EngineError(
    'ENGINE_PACKAGE_MISSING',
    'dist/tfjs-registrations.cjs of robust-pipeline is not there.',
    {
      hint: 'In a clone run `npm run build`; elsewhere install robust-pipeline again.',
    },
  );
}

function resolveFile(specifier: string): string | undefined {
  try {
    const path = fileURLToPath(import.meta.resolve(specifier));
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
