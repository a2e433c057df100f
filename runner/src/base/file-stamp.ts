import type { BigIntStats } from 'node:fs';

/**
 * What lstat says about a file's content, as `size:mtimeNs:ctimeNs:inode`. Equal stamps mean an untouched file,
 * if the stamp was not racy when it was taken. The change time shows edits that set the old mtime again.
 */
export type FileStamp = string & { readonly __brand: 'FileStamp' };

export function stampOf(stat: BigIntStats): FileStamp {
  return `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}:${stat.ino}` as FileStamp;
}

/** Linux gives files the time of the last clock tick, up to 10 ms ago. */
const TICK_NS = 20_000_000n;
/** FAT keeps even seconds only, HFS+ and old NFS whole seconds. */
const COARSE_NS = 2_000_000_000n;

/**
 * git's racy-clean rule. A file that was written just before it was read may be written again within the same clock tick,
 * with
 * the same size and the same mtime. Its stamp proves nothing later and must not be kept.
 * @param readAtMs Date.now() from before the file was read
 */
export function isRacy(stat: BigIntStats, readAtMs: number): boolean {
  const granularityNs = stat.mtimeNs % 1_000_000_000n === 0n ? COARSE_NS : TICK_NS;
  return stat.mtimeNs >= BigInt(Math.floor(readAtMs)) * 1_000_000n - granularityNs;
}
