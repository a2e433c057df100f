import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { lstatIfAny } from '../../src/base/stat-if-any.ts';

export interface Target {
  readonly path: string;
  /** Another plain file of cache or artifacts. */
  readonly other: string;
  /** A file outside of both. */
  readonly outside: string;
  readonly random: number;
}

type Damage = (target: Target) => void;

/** What can happen to a file. */
export const FILE_DAMAGES: Readonly<Record<string, Damage>> = {
  'a bit flipped': ({ path, random }) => {
    const content = readFileSync(path);
    if (content.length === 0) return;
    const at = random % content.length;
    content.writeUInt8(content.readUInt8(at) ^ (1 << (random % 8)), at);
    overwrite(path, content);
  },
  truncated: ({ path, random }) => {
    const content = readFileSync(path);
    if (content.length > 0) overwrite(path, content.subarray(0, random % content.length));
  },
  emptied: ({ path }) => overwrite(path, Buffer.alloc(0)),
  'garbage at its end': ({ path }) => {
    const { mode } = lstatSync(path);
    chmodSync(path, 0o644);
    appendFileSync(path, '\0garbage');
    chmodSync(path, mode & 0o777);
  },
  'replaced by another file': ({ path, other }) => {
    rmSync(path);
    copyFileSync(other, path);
  },
  'swapped with another file': ({ path, other }) => {
    renameSync(path, `${path}-swap`);
    renameSync(other, path);
    renameSync(`${path}-swap`, other);
  },
  deleted: ({ path }) => rmSync(path),
  'its mode changed': ({ path, random }) => chmodSync(path, MODES[random % MODES.length] ?? 0),
  'a link to its good copy': ({ path, outside }) => {
    copyFileSync(path, `${outside}-copy`);
    replaceByLink(path, `${outside}-copy`);
  },
  'a link outside': ({ path, outside }) => replaceByLink(path, outside),
  'a dangling link': ({ path }) => replaceByLink(path, '/nowhere/at/all'),
  'a link to itself': ({ path }) => replaceByLink(path, path),
  'a folder in its place': ({ path }) => {
    rmSync(path);
    mkdirSync(join(path, 'in', 'it'), { recursive: true });
    writeFileSync(join(path, 'in', 'file'), 'in the way');
  },
  'a pipe in its place': ({ path }) => {
    rmSync(path);
    execFileSync('mkfifo', [path]);
  },
};
const MODES = [0, 0o200, 0o400, 0o444, 0o600, 0o666, 0o755, 0o777, 0o4755];

/** What can happen to a folder. */
export const FOLDER_DAMAGES: Readonly<Record<string, Damage>> = {
  deleted: ({ path }) => rmSync(path, { recursive: true }),
  'a stray file in it': ({ path }) => {
    // An earlier blow may have made a pipe of it, which would keep us waiting for a reader.
    rmSync(join(path, 'stray'), { recursive: true, force: true });
    writeFileSync(join(path, 'stray'), 'stray');
  },
  'a stray folder in it': ({ path }) => mkdirSync(join(path, 'stray-folder')),
  'a stray pipe in it': ({ path }) => execFileSync('mkfifo', [join(path, 'stray-pipe')]),
  'a stray link in it': ({ path, outside }) => symlinkSync(dirname(outside), join(path, 'stray-link')),
  'a file in its place': ({ path }) => {
    rmSync(path, { recursive: true });
    writeFileSync(path, 'no folder');
  },
  'a pipe in its place': ({ path }) => {
    rmSync(path, { recursive: true });
    execFileSync('mkfifo', [path]);
  },
  'a link to its good copy': ({ path, outside }) => {
    rmSync(`${outside}-folder`, { recursive: true, force: true });
    renameSync(path, `${outside}-folder`);
    symlinkSync(`${outside}-folder`, path);
  },
  'a dangling link': ({ path }) => {
    rmSync(path, { recursive: true });
    symlinkSync('/nowhere/at/all', path);
  },
  'its mode changed': ({ path, random }) => chmodSync(path, [0, 0o500, 0o300, 0o777][random % 4] ?? 0),
};

/** Puts the old modification time back, as a disk that loses bits does. */
export function keepingTime(path: string, damage: () => void): void {
  const before = lstatSync(path);
  damage();
  if (existsSync(path) && lstatSync(path).isFile()) utimesSync(path, before.atime, before.mtime);
}

/** Everything that can be seen of a path without following links; equal before and after: nothing was damaged. */
export function describePath(path: string): string {
  try {
    return describe(path);
  } catch (error) {
    return `unreadable: ${(error as Error).message}`;
  }
}

function describe(path: string): string {
  const stat = lstatIfAny(path);
  if (stat === undefined) return 'nothing';
  const mode = (Number(stat.mode) & 0o7777).toString(8);
  if (stat.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (stat.isFile()) return `file ${mode} ${readFileSync(path, 'latin1')}`;
  if (!stat.isDirectory()) return `other ${mode}`;
  return `folder ${mode} ${readdirSync(path)
    .sort()
    .map((name) => `${name}: ${describe(join(path, name))}`)
    .join('; ')}`;
}

function overwrite(path: string, content: Uint8Array): void {
  const { mode } = lstatSync(path);
  chmodSync(path, 0o644);
  writeFileSync(path, content);
  chmodSync(path, mode & 0o777);
}

function replaceByLink(path: string, target: string): void {
  rmSync(path);
  symlinkSync(target, path);
}
