import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from './errors.ts';
import type { Command } from './find-tools.ts';
import { type EngineRelease, type PinnedWheel, wheelPythonVersion } from './release.ts';
import { lastLines, runCommand } from './run-command.ts';

/**
 * pip's arguments for downloading exactly one pinned wheel, whatever Python and platform pip runs on. The user's own pip
 * configuration (index, proxy, certificates) is respected.
 */
export function planDownload(wheel: PinnedWheel, requirements: string, destination: string): string[] {
  return [
    'download',
    '--requirement',
    requirements,
    '--require-hashes',
    '--no-deps',
    '--only-binary=:all:',
    ...wheel.platforms.flatMap((platform) => ['--platform', platform]),
    '--python-version',
    wheelPythonVersion,
    '--implementation',
    'cp',
    '--abi',
    wheel.abi,
    '--dest',
    destination,
    '--progress-bar',
    'off',
    '--disable-pip-version-check',
    '--no-input',
  ];
}

/** A line of a pip requirements file. */
export function formatRequirement({ name, version, sha256 }: PinnedWheel): string {
  return `${name}==${version} --hash=sha256:${sha256}\n`;
}

/**
 * Downloads the wheels of a release into `folder`, one after the other.
 * @param onBytes called now and then with the number of bytes that have arrived in total
 * @returns paths of the wheels, in the release's order
 * @throws EngineError ENGINE_DOWNLOAD_FAILED
 */
export async function downloadWheels(
  pip: Command,
  release: EngineRelease,
  folder: string,
  onBytes: (bytes: number) => void,
): Promise<string[]> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  // Before version 24 pip reports no useful progress, so we look at what it has written.
  let most = 0;
  const poll = setInterval(async () => {
    most = Math.max(most, await measureFolder(folder));
    onBytes(most);
  }, 500);
  try {
    const paths: string[] = [];
    for (const wheel of release.wheels) paths.push(await downloadWheel(pip, wheel, folder, incoming));
    return paths;
  } finally {
    clearInterval(poll);
  }
}

async function downloadWheel(
  pip: Command,
  wheel: PinnedWheel,
  folder: string,
  incoming: string,
): Promise<string> {
  const destination = join(folder, wheel.name);
  const requirements = join(folder, `${wheel.name}.txt`);
  await writeFile(requirements, formatRequirement(wheel));
  const result = await runCommand([...pip, ...planDownload(wheel, requirements, destination)], {
    ...process.env,
    TMPDIR: incoming,
  });
  if (result.code !== 0) throw downloadFailed(wheel, lastLines(result));
  const files = await readdir(destination);
  const file = files.find((name) => name.endsWith('.whl'));
  if (!file) throw downloadFailed(wheel, `pip wrote ${files.join(', ') || 'nothing'}`);
  return join(destination, file);
}

function downloadFailed(wheel: PinnedWheel, reason: string): EngineError {
  return new EngineError(
    'ENGINE_DOWNLOAD_FAILED',
    `pip could not download ${wheel.name} ${wheel.version}:\n${reason}`,
    {
      hint: 'Check the network and the index that `pip config list` shows; an interrupted installation is started again by `pipeline engine install`.',
    },
  );
}

/** The bytes of all files under a folder into which other processes write. */
async function measureFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    // A file may be gone by now.
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
