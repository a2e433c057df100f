import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';
import { findPathFault } from '../../runner/src/base/safe-path.ts';

/** A zip archive that cannot be read, or whose bytes are not what its directory says. */
export class ZipError extends Error {}

/**
 * Extracts the files that `select` picks and keeps their paths. Works in constant memory.
 * The sizes of the files are checked, their checksums are not: a wheel's own digest has been checked before.
 * @returns names of the extracted files, in the order of the archive
 * @throws ZipError when the archive is damaged or a name leads out of `folder`; the system's error when a file cannot
 *   be read or written
 */
export async function extractZip(
  archive: string,
  folder: string,
  select: (name: string) => boolean,
): Promise<string[]> {
  const names: string[] = [];
  const yauzl = loadYauzl();
  try {
    // Names are decoded and checked below, by the rule that holds for every path in this project.
    const zip = await yauzl.openPromise(archive, { decodeStrings: false });
    for await (const entry of zip.eachEntry()) {
      // Strict: a backslash stays one, instead of being read as a slash.
      const name = yauzl.getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        true,
      );
      if (name.endsWith('/') || !select(name)) continue;
      const fault = findPathFault(name);
      if (fault !== undefined) throw new ZipError(`It names a file '${name}', which ${fault}.`);
      await extractEntry(zip, entry, join(folder, name));
      names.push(name);
    }
  } catch (error) {
    throw describeDamage(error);
  }
  return names;
}

/**
 * The package as a dependency of ours. A module of a reader's own project, bundled with this code, would look for it in
 * that project, which need not have it.
 */
function loadYauzl(): typeof import('yauzl') {
  return createRequire(import.meta.resolve('robust-pipeline/package.json'))('yauzl');
}

async function extractEntry(zip: ZipFile, entry: Entry, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
}

/** yauzl and zlib throw plain errors about an archive's content; only errors of the system name a system call. */
function describeDamage(error: unknown): unknown {
  if (error instanceof ZipError || (error as NodeJS.ErrnoException).syscall !== undefined) return error;
  const reason = (error as Error).message.replace(/\.$/, '');
  return new ZipError(`It is not a zip archive, or it is damaged: ${reason}.`, { cause: error });
}
