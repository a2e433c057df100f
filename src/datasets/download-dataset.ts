import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { digestBytes } from '../../runner/src/base/digest.ts';
import { formatDuration } from '../../runner/src/base/words.ts';
import type { Download, DownloadSource } from './dataset.ts';
import { DatasetError } from './errors.ts';
import {
  BusyServerError,
  type FetchedFile,
  type FetchOptions,
  fetchFile,
  forgetPartial,
  locatePartial,
  sizeOf,
} from './fetch-file.ts';
import { unpackChecked } from './unpack.ts';

export interface DownloadOptions {
  readonly targetFolder: string;
  /** A folder that outlives the process, so that an interrupted download can go on. */
  readonly partialFolder: string;
  /** PIPELINE_DATA_MIRROR: a folder or a base URL that is tried first. */
  readonly mirror: string | undefined;
  readonly onProgress: (progress: {
    file: string;
    doneBytes: number;
    totalBytes: number | undefined;
  }) => void;
  readonly warn: (message: string) => void;
  readonly signal: AbortSignal;
  /** How to wait before a busy server is asked again; for tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** After a broken connection, a transfer is resumed so often, as long as each attempt brings new bytes. */
const MAX_TRANSFERS = 5;
/** Waits before a server that is too busy is asked again. */
const BUSY_WAITS_MS = [1000, 2000, 4000, 8000];
/** A server that asks for a longer wait is left for the next one. */
const MAX_WAIT_MS = 60_000;

/**
 * Downloads a dataset: each download is unpacked, checked by SHA-256, and only then written.
 * @returns file name → SHA-256
 * @throws DatasetError DATASET_SOURCES_FAILED naming every source and what was wrong with it
 */
export async function downloadDataset(
  dataset: DownloadSource,
  options: DownloadOptions,
): Promise<Record<string, string>> {
  const own = options.mirror ? [`${options.mirror.replace(/\/+$/, '')}/${dataset.folder}`] : [];
  const digests: Record<string, string> = {};
  for (const download of dataset.downloads) {
    const files = await fetchFromFirst(download, [...own, ...dataset.mirrors], dataset.folder, options);
    for (const [name, bytes] of files) {
      await writeFile(join(options.targetFolder, name), bytes);
      digests[name] = digestBytes(bytes);
    }
  }
  return digests;
}

async function fetchFromFirst(
  download: Download,
  bases: readonly string[],
  folder: string,
  options: DownloadOptions,
): Promise<Map<string, Uint8Array>> {
  const failures: string[] = [];
  for (const base of bases) {
    const source = `${base}/${download.name}`;
    try {
      return await fetchChecked(source, download, options);
    } catch (error) {
      options.signal.throwIfAborted();
      failures.push(`${source}: ${(error as Error).message}`);
      options.warn(failures.at(-1)!);
    }
  }
  const list = failures.map((failure) => `\n  ${failure}`).join('');
  throw new DatasetError('DATASET_SOURCES_FAILED', `No source has a good copy of ${download.name}:${list}`, {
    hint: `Set PIPELINE_DATA_MIRROR to a folder or base URL that has ${folder}/${download.name}.`,
  });
}

/**
 * The unpacked files. If a copy comes from several transfers and turns out wrong, it is downloaded once more in one
 * piece.
 */
async function fetchChecked(
  source: string,
  download: Download,
  options: DownloadOptions,
): Promise<Map<string, Uint8Array>> {
  const { path, isContinued } = await fetchPersistently(source, download, options);
  const packed = await readFile(path);
  // The file is in memory now. A bad copy must not be resumed.
  await forgetPartial(path);
  try {
    return await unpackChecked(packed, download);
  } catch (error) {
    if (!isContinued) throw error;
    return await fetchChecked(source, download, options);
  }
}

/** Resumes a broken transfer from the same source, and asks a busy server again. */
async function fetchPersistently(
  source: string,
  { name, files }: Download,
  options: DownloadOptions,
): Promise<FetchedFile> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const fetchOptions: FetchOptions = {
    partialFolder: options.partialFolder,
    signal: options.signal,
    // A packed file is at most a little larger than its content. A server must not fill the disk.
    maxBytes: Math.ceil(bytes * 1.01) + 64 * 1024,
    onProgress: (doneBytes, totalBytes) => options.onProgress({ file: name, doneBytes, totalBytes }),
  };
  const partial = locatePartial(name, options.partialFolder);
  const wait = options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));
  const waits = [...BUSY_WAITS_MS];
  for (let transfer = 1; ; transfer += 1) {
    const before = sizeOf(partial);
    try {
      return await fetchFile(source, name, fetchOptions);
    } catch (error) {
      options.signal.throwIfAborted();
      if (error instanceof BusyServerError) {
        const waitMs = Math.max(waits.shift() ?? Number.POSITIVE_INFINITY, error.retryAfterMs ?? 0);
        if (waitMs > MAX_WAIT_MS) throw error;
        options.warn(`${source}: ${error.message}; asked again in ${formatDuration(waitMs)}`);
        await wait(waitMs, options.signal);
        transfer -= 1;
        continue;
      }
      if (transfer === MAX_TRANSFERS || sizeOf(partial) <= before) throw error;
    }
  }
}
