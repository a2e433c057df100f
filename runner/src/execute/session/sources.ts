import type { Digest } from '../../base/digest.ts';
import { digestFiles } from '../../hash/digest-files.ts';
import type { ProgramKind } from '../../hash/errors.ts';
import { digestProgram, type ProgramDigest } from '../../hash/program/digest-program.ts';
import type { Action } from '../../pipeline/model.ts';
import type { StoreIndex } from '../../store/store-index.ts';

const NONE: readonly ProgramDigest[] = [];

/** The code and files that actions are made from. Each is digested once, so that all actions of a run agree on it. */
export class Sources {
  readonly #baseDir: string;
  readonly #index: StoreIndex;
  readonly #ownFolders: readonly string[];
  readonly #programs = new Map<string, ProgramDigest>();
  readonly #inputModules = new Map<string, ProgramDigest>();
  readonly #files = new Map<string, Readonly<Record<string, Digest>>>();
  readonly #seen = new Map<string, Digest | null>();

  /**
   * @param index remembers digests from run to run
   * @param ownFolders folders that runs write into, which are nobody's sources
   */
  constructor(baseDir: string, index: StoreIndex, ownFolders: readonly string[]) {
    this.#baseDir = baseDir;
    this.#ownFolders = ownFolders;
    this.#index = index;
  }

  /** Whether an earlier run left a digest of this program. It may be out of date: `program` finds out. */
  remembersProgram(name: string): boolean {
    return Object.hasOwn(this.#index.programs, name);
  }

  /**
   * Digests all programs and modules of these actions, so that a syntax error is found before anything runs.
   * @throws InvalidProgramError
   */
  async digestPrograms(actions: Iterable<Pick<Action, 'program' | 'inputModules'>>): Promise<void> {
    for (const action of actions) {
      if (action.program !== undefined) await this.program(action.program);
      await this.inputModules(action);
    }
  }

  /** @throws InvalidProgramError */
  program(name: string): Promise<ProgramDigest> {
    return this.#digest(name, 'program', this.#programs);
  }

  /** A module that params name. @throws InvalidProgramError */
  inputModule(name: string): Promise<ProgramDigest> {
    return this.#digest(name, 'module', this.#inputModules);
  }

  /** The modules that an action's params name, in that order. */
  async inputModules({ inputModules }: Pick<Action, 'inputModules'>): Promise<readonly ProgramDigest[]> {
    if (inputModules.length === 0) return NONE;
    const digests: ProgramDigest[] = [];
    for (const name of inputModules) digests.push(await this.inputModule(name));
    return digests;
  }

  /** Digests of an action's `files`. @throws MissingFileError */
  async files(action: Pick<Action, 'files'>): Promise<Readonly<Record<string, Digest>>> {
    if (action.files.length === 0) return {};
    const patterns = JSON.stringify(action.files);
    const known = this.#files.get(patterns) ?? (await this.filesNow(action));
    this.#files.set(patterns, known);
    return known;
  }

  /** As `files`, but read again. */
  filesNow({ files }: Pick<Action, 'files'>): Promise<Readonly<Record<string, Digest>>> {
    return digestFiles(this.#baseDir, files, this.#index.statCache, this.#ownFolders);
  }

  async #digest(name: string, kind: ProgramKind, known: Map<string, ProgramDigest>): Promise<ProgramDigest> {
    let program = known.get(name);
    if (program === undefined) {
      const { statCache, programs: memos } = this.#index;
      program = await digestProgram(name, {
        baseDir: this.#baseDir,
        statCache,
        kind,
        memos,
        seen: this.#seen,
      });
      known.set(name, program);
    }
    return program;
  }
}
