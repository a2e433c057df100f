import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { digestBytes } from '../base/digest.ts';
import type { FileStamp } from '../base/file-stamp.ts';
import { describeSelf, isOwnerAlive, isProcessAlive, parseOwner } from '../base/mutex/owner.ts';
import { OwnerFile } from '../base/mutex/owner-file.ts';
import { readPlainFile } from '../base/read-plain-file.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { writeAtomically } from '../base/write-atomically.ts';
import { withIoErrors } from './errors.ts';
import type { StoreFolders } from './folders.ts';
import { putBackAll, SET_ASIDE_FOLDER } from './set-aside.ts';

const OWNER_FILE = 'owner.json';
const ELSEWHERE_FILE = 'elsewhere';
/** Written once, so its change time tells since when the owner uses results. */
const STARTED_FILE = 'started';
const NOTE_FILE = 'running.json';
const PREFIX = 'owner-';
/** Names of files and folders that are prepared beside their destination begin so. */
export const STAGING_PREFIX = '.pipeline-staging-';
/** For so long, an owner folder without an owner file may still be in the making. */
const UNFINISHED_MS = 120_000;

/** This process's own folder below cache/tmp, for everything that is half written. Folders of dead owners are swept. */
export class Scratch {
  readonly #folders: StoreFolders;
  /** Empty until the folder is made. */
  #name = '';
  #owner: OwnerFile | undefined;
  #announced = false;
  #count = 0;

  constructor(folders: StoreFolders) {
    this.#folders = folders;
  }

  /** An unused path in the scratch folder. */
  newPath(): string {
    this.#make();
    this.#count += 1;
    return join(this.#folders.tmp, this.#name, String(this.#count));
  }

  /**
   * An unused path on the file system of `folder`, so that a rename into that folder works. It is in the scratch folder if
   * possible. Else it is in `folder` itself, and noted, so that it is swept too.
   */
  newPathFor(folder: string): string {
    this.#make();
    if (lstatSync(folder).dev === lstatSync(this.#folders.tmp).dev) return this.newPath();
    return this.newPathIn(folder);
  }

  /** As newPathFor, in `folder` itself. */
  newPathIn(folder: string): string {
    this.#make();
    this.#count += 1;
    const path = join(folder, `${STAGING_PREFIX}${this.#name}-${this.#count}`);
    appendFileSync(join(this.#folders.tmp, this.#name, ELSEWHERE_FILE), `${path}\n`);
    return path;
  }

  /** The file that names this process. Mutexes are hard links to it, so that one heartbeat serves them all. */
  ownerFile(): OwnerFile {
    return this.#make();
  }

  /**
   * Tells garbage collectors that this process uses results. What it touches from now on stays while it lives. Call it
   * before
   * looking up anything that must not disappear.
   */
  announce(): void {
    if (this.#announced) return;
    this.#make();
    const path = join(this.#folders.tmp, this.#name, STARTED_FILE);
    withIoErrors('write', path, () => writeFileSync(path, ''));
    this.#announced = true;
  }

  /** Since when the other living processes use results: times by the file system's clock, nanoseconds. */
  listUsers(): bigint[] {
    const { tmp } = this.#folders;
    if (lstatIfAny(tmp) === undefined) return [];
    return readdirSync(tmp).flatMap((name) => {
      if (!name.startsWith(PREFIX) || name === this.#name) return [];
      const started = lstatIfAny(join(tmp, name, STARTED_FILE));
      return started === undefined || this.#isAbandoned(join(tmp, name)) ? [] : [started.ctimeNs];
    });
  }

  /** The time by the file system's clock, which may be on another machine; nanoseconds. */
  readClock(): bigint {
    this.#make();
    const path = join(this.#folders.tmp, this.#name, 'clock');
    return withIoErrors('write', path, () => {
      writeFileSync(path, '.');
      return lstatSync(path, { bigint: true }).ctimeNs;
    });
  }

  /**
   * Writes a file of the cache: other processes see the old content or the new.
   * @returns the stamp of what was written
   * @throws StoreIoError
   */
  writeFile(path: string, content: string | Uint8Array): FileStamp {
    return withIoErrors('write', path, () => writeAtomically(path, content, { staged: this.newPath() }));
  }

  /** A path for a file of the cache that is taken aside. If this process dies, the next sweep puts the file back. */
  asidePath(name: string): string {
    this.#make();
    const folder = join(this.#folders.tmp, this.#name, SET_ASIDE_FOLDER);
    mkdirSync(folder, { recursive: true });
    return join(folder, name);
  }

  /** Leaves a note for other processes, and replaces the last one. It is removed with the scratch folder. */
  writeNote(text: string): void {
    const staged = this.newPath();
    withIoErrors('write', staged, () => {
      writeFileSync(staged, text);
      renameSync(staged, join(this.#folders.tmp, this.#name, NOTE_FILE));
    });
  }

  /** The notes of all living owners. */
  readNotes(): string[] {
    const { tmp } = this.#folders;
    if (lstatIfAny(tmp) === undefined) return [];
    return readdirSync(tmp)
      .filter((name) => name.startsWith(PREFIX) && !this.#isAbandoned(join(tmp, name)))
      .map((name) => readTextOrEmpty(join(tmp, name, NOTE_FILE)))
      .filter((text) => text !== '');
  }

  /** Removes what dead owners left. Cheap when there is nothing. */
  sweep(): void {
    const { tmp } = this.#folders;
    if (lstatIfAny(tmp) === undefined) return;
    for (const name of readdirSync(tmp)) {
      if (!name.startsWith(PREFIX) || name === this.#name) continue;
      const folder = join(tmp, name);
      if (!this.#isAbandoned(folder)) continue;
      putBackAll(folder, this.#folders.root);
      removeAbandoned(folder, name);
    }
  }

  /** Removes this process's own folder. */
  close(): void {
    if (this.#owner === undefined) return;
    this.#owner.stop();
    this.#owner = undefined;
    this.#announced = false;
    removeAbandoned(join(this.#folders.tmp, this.#name), this.#name);
  }

  #isAbandoned(folder: string): boolean {
    const stat = lstatIfAny(join(folder, OWNER_FILE));
    const owner = stat === undefined ? undefined : parseOwner(readTextOrEmpty(join(folder, OWNER_FILE)));
    if (stat !== undefined && owner !== undefined) {
      return !isOwnerAlive(owner, () => this.ownerFile().measureSilenceMs(Number(stat.mtimeMs)));
    }
    // It is being made, or its maker was killed in between. For a maker on this host, the name tells which.
    const maker = parseName(basename(folder));
    if (maker?.place === describePlace()) return !isProcessAlive(maker);
    const made = lstatIfAny(folder);
    return made !== undefined && this.ownerFile().measureSilenceMs(Number(made.mtimeMs)) > UNFINISHED_MS;
  }

  #make(): OwnerFile {
    if (this.#owner !== undefined) return this.#owner;
    if (this.#name === '') this.#name = nameFolder();
    const folder = join(this.#folders.tmp, this.#name);
    this.#owner = withIoErrors('make the scratch folder', folder, () => {
      mkdirSync(folder, { recursive: true });
      return new OwnerFile(join(folder, OWNER_FILE));
    });
    return this.#owner;
  }
}

/**
 * The name of a scratch folder, `owner-PID-START-PLACE-RANDOM`. It names the owner while there is no owner file yet.
 */
function nameFolder(): string {
  const { pid, processStart } = describeSelf();
  const start = /^[0-9]+$/.test(processStart) ? processStart : '';
  return `${PREFIX}${[pid, start, describePlace(), randomBytes(6).toString('hex')].join('-')}`;
}

const NAME = /^owner-([0-9]+)-([0-9]*)-([0-9a-f]{12})-[0-9a-f]{12}$/;

function parseName(name: string): { pid: number; processStart: string; place: string } | undefined {
  const [, pid, processStart, place] = NAME.exec(name) ?? [];
  if (pid === undefined || processStart === undefined || place === undefined) return undefined;
  return { pid: Number(pid), processStart, place };
}

/** Identifies the processes that share our pids: those of this host since its boot, or of this container. */
function describePlace(): string {
  const { host, bootId, pidNamespace } = describeSelf();
  return digestBytes(`${host} ${bootId} ${pidNamespace}`).slice(0, 12);
}

/** Removes an owner's folder, and the paths elsewhere that it noted, if their names are staging names of that owner. */
function removeAbandoned(folder: string, name: string): void {
  for (const path of readTextOrEmpty(join(folder, ELSEWHERE_FILE)).split('\n')) {
    const parent = lstatIfAny(dirname(path));
    if (basename(path).startsWith(`${STAGING_PREFIX}${name}-`) && parent?.isDirectory()) removeTree(path);
  }
  removeTree(folder);
}

/** Removes what can be removed. What belongs to another user stays for that user to sweep. */
function removeTree(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 2 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS' && code !== 'ENOTEMPTY') throw error;
  }
}

function readTextOrEmpty(path: string): string {
  try {
    return readPlainFile(path).toString();
  } catch {
    return '';
  }
}
