import { type BigIntStats, readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { type Digest, digestBytes, isDigest } from '../base/digest.ts';
import { digestFileWithStat } from '../base/digest-file.ts';
import { isRacy, stampOf } from '../base/file-stamp.ts';
import { setOwn } from '../base/own-property.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { canonicalJson } from './canonical-json.ts';

/** Path (relative to the pipeline's folder where it is inside) → `stamp digest`. Kept in the index between runs. */
export type StatCacheData = Record<string, string>;

/** With more entries than this, those that a run did not use are dropped. */
const KEEP_UNUSED_UP_TO = 4096;

/**
 * Keeps digests of files and folder listings. While lstat shows no change they hold, so that an up-to-date run reads no
 * contents.
 */
export class StatCache {
  readonly #baseDir: string;
  readonly #entries: Map<string, string>;
  readonly #used = new Set<string>();
  #changed = false;

  constructor(baseDir = '/', data: StatCacheData = {}) {
    this.#baseDir = baseDir.endsWith('/') ? baseDir : `${baseDir}/`;
    this.#entries = new Map(Object.entries(data));
  }

  /** True when there is something new to keep. */
  get changed(): boolean {
    return this.#changed;
  }

  /**
   * SHA-256 of a file's content. The file is read only when its stamp has changed, or when it was racy (see isRacy).
   * @throws MissingFileError, UnsupportedFileError, FileChangedError
   */
  async digestFile(path: string): Promise<Digest> {
    const stat = lstatIfAny(path);
    // A link's own stamp says nothing about its target, so it is never cached.
    if (stat?.isFile()) {
      const known = this.lookUp(path, stat);
      if (known !== undefined) return known;
    }
    const readAtMs = Date.now();
    const fresh = await digestFileWithStat(path);
    if (stat?.isFile()) this.remember(path, fresh.stat, readAtMs, fresh.digest);
    return fresh.digest;
  }

  /** What is known without reading: the digest, null when there is no file, undefined when the file has to be read. */
  peek(path: string): Digest | null | undefined {
    const stat = lstatIfAny(path);
    if (stat === undefined) return null;
    return stat.isFile() ? this.lookUp(path, stat) : undefined;
  }

  /** Digest of the sorted names in a folder, without their contents; null when there is no folder. */
  digestNames(path: string): Digest | null {
    const stat = lstatIfAny(path);
    if (!stat?.isDirectory()) return null;
    const known = this.lookUp(path, stat);
    if (known !== undefined) return known;
    const readAtMs = Date.now();
    const digest = digestBytes(canonicalJson(readdirSync(path).sort()));
    this.remember(path, stat, readAtMs, digest);
    return digest;
  }

  /** The known digest of a path with this stat; undefined when the file has to be read. */
  lookUp(path: string, stat: BigIntStats): Digest | undefined {
    const name = this.#nameOf(path);
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    this.#used.add(name);
    const stamp = stampOf(stat);
    if (entry.length !== stamp.length + 65 || !entry.startsWith(stamp)) return undefined;
    const digest = entry.slice(stamp.length + 1);
    return isDigest(digest) ? digest : undefined;
  }

  /** @param readAtMs Date.now() from before the content was read. */
  remember(path: string, stat: BigIntStats, readAtMs: number, digest: Digest): void {
    const name = this.#nameOf(path);
    this.#changed = true;
    if (isRacy(stat, readAtMs)) {
      this.#entries.delete(name);
      return;
    }
    this.#used.add(name);
    this.#entries.set(name, `${stampOf(stat)} ${digest}`);
  }

  toJSON(): StatCacheData {
    const keepAll = this.#entries.size <= KEEP_UNUSED_UP_TO;
    const data: StatCacheData = {};
    for (const [name, entry] of this.#entries) if (keepAll || this.#used.has(name)) setOwn(data, name, entry);
    return data;
  }

  #nameOf(path: string): string {
    const absolute = isAbsolute(path) ? path : join(this.#baseDir, path);
    return absolute.startsWith(this.#baseDir) ? absolute.slice(this.#baseDir.length) : absolute;
  }
}
