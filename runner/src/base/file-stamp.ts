import type { BigIntStats } from 'node:fs';

/**
 * What lstat says about a file's content, as `size:mtimeNs:ctimeNs:inode`. Equal stamps mean an untouched file,
 * provided that the stamp was not racy when taken. The change time catches edits that put the old mtime back.
 */
export type FileStamp = string & { readonly __brand: 'FileStamp' };

export function stampOf(stat: BigIntStats): FileStamp {
  return `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}:${stat.ino}` as FileStamp;
}

/** Linux stamps files with the time of the last clock tick, up to 10 ms ago. */
const TICK_NS = 20_000_000n;
/** FAT keeps even seconds, HFS+ and old NFS whole ones. */
const COARSE_NS = 2_000_000_000n;

/**
 * Git's racy-clean rule: a file as young as its own reading may be written again within the same clock tick,
 * with the same size and the same mtime. Such a stamp proves nothing later and must not be kept.
 * @param readAtMs Date.now() from before the file was read.
 */
export function isRacy(stat: BigIntStats, readAtMs: number): boolean {
  const granularityNs = stat.mtimeNs % 1_000_000_000n === 0n ? COARSE_NS : TICK_NS;
  return stat.mtimeNs >= BigInt(Math.floor(readAtMs)) * 1_000_000n - granularityNs;
}
