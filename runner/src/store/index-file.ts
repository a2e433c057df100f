import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SyncAdapter } from 'lowdb';
import { type Digest, digestBytes } from '../base/digest.ts';
import type { FileStamp } from '../base/file-stamp.ts';
import { readPlainFile } from '../base/read-plain-file.ts';
import { writeAtomically } from '../base/write-atomically.ts';
import type { ProgramMemo } from '../hash/program/digest-program.ts';
import type { StatCacheData } from '../hash/stat-cache.ts';
import type { ActionId } from '../pipeline/model.ts';
import { withIoErrors } from './errors.ts';
import { isIndexSound } from './is-index-sound.ts';
import type { PlacedStamp } from './placed-stamp.ts';

export interface IndexedAction {
  /** Key digest of its last record. */
  key: Digest;
  /** The record's file, so that an untouched record need not be read. Undefined: read it. */
  record?: FileStamp;
  /** Output name → tree digest. */
  outputs: Readonly<Record<string, Digest>>;
  /** Output name → how its artifact was placed. */
  placed: Record<string, PlacedStamp>;
  durationMs: number;
}

/** What the index knows of one checkout; several may share a cache. */
export interface CheckoutIndex {
  actions: Record<ActionId, IndexedAction>;
  files: StatCacheData;
  programs: Record<string, ProgramMemo>;
}

export interface IndexData {
  version: 1;
  /** The boot that the stamps belong to: after a power loss a file may have its old stamp and other content. */
  bootId: string;
  /** Absolute folder of pipeline.json → its index. */
  checkouts: Record<string, CheckoutIndex>;
}

const PREFIX = '{"checksum":"';
const MIDDLE = '","index":';

/**
 * lowdb's adapter for cache/index.json: one line of JSON with a checksum, replaced in one step. A damaged index, or one of
 * another version, reads as no index at all, because everything in it can be found out again. It is an adapter of our own
 * because lowdb's JSONFileSync has no checksum and writes through one fixed temporary name, which two runs would share.
 */
export class IndexFile implements SyncAdapter<IndexData> {
  readonly #path: string;
  readonly #newStagedPath: () => string;

  constructor(path: string, newStagedPath: () => string) {
    this.#path = path;
    this.#newStagedPath = newStagedPath;
  }

  read(): IndexData | null {
    let text: string;
    try {
      text = readPlainFile(this.#path).toString();
    } catch {
      return null;
    }
    const bodyStart = PREFIX.length + 64 + MIDDLE.length;
    const body = text.slice(bodyStart, -1);
    if (text !== `${PREFIX}${digestBytes(body)}${MIDDLE}${body}}`) return null;
    try {
      const data: unknown = JSON.parse(body);
      return isIndexSound(data) ? (data as IndexData) : null;
    } catch {
      return null;
    }
  }

  write(data: IndexData): void {
    const body = JSON.stringify(data);
    mkdirSync(dirname(this.#path), { recursive: true });
    const text = `${PREFIX}${digestBytes(body)}${MIDDLE}${body}}`;
    withIoErrors('write', this.#path, () =>
      writeAtomically(this.#path, text, { staged: this.#newStagedPath() }),
    );
  }
}
