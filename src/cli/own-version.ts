import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPackage } from '../pipeline/installed-package.ts';

export const PACKAGE_NAME = 'robust-pipeline';

/** Version of this package, as its package.json says. */
export function readOwnVersion(): string {
  const ownFolder = dirname(fileURLToPath(import.meta.url));
  return String(findPackage(ownFolder, PACKAGE_NAME)?.manifest.version ?? 'unknown');
}
