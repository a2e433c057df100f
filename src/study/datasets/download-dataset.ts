import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sha256 } from './digest.ts';
import { DatasetError } from './errors.ts';
import {
  type FetchedFile,
  type FetchOptions,
  fetchFile,
  forgetPartial,
  locatePartial,
  sizeOf,
} from './fetch-file.ts';
import type { DatasetFile, DownloadSource } from './registry.ts';

export interface DownloadOptions {
  readonly targetFolder: string;
  /** Outlives the process, so that a killed download goes on where it was. */
  readonly partialFolder: string;
  /** PIPELINE_DATA_MIRROR: a folder or base URL that is tried first. */
  readonly mirror: string | undefined;
  readonly onProgress: (progress: {
    file: string;
    doneBytes: number;
    totalBytes: number | undefined;
  }) => void;
  readonly warn: (message: string) => void;
  readonly signal: AbortSignal;
}

/** A broken connection is taken up again this often, as long as each attempt brings something. */
const MAX_TRANSFERS = 5;

/**
 * Fetches a dataset's gzipped files, checks the SHA-256 of each unpacked file and only then writes it.
 * @returns file name → SHA-256
 * @throws DatasetError DATASET_SOURCES_FAILED naming every source and what was wrong with it
 */
export async function downloadDataset(
  dataset: DownloadSource,
  options: DownloadOptions,
): Promise<Record<string, string>> {
  const own = options.mirror ? [`${options.mirror.replace(/\/+$/, '')}/${dataset.folder}`] : [];
  const digests: Record<string, string> = {};
  for (const file of dataset.files) {
    const bytes = await fetchFromFirst(file, [...own, ...dataset.mirrors], dataset.folder, options);
    await writeFile(join(options.targetFolder, file.name), bytes);
    digests[file.name] = file.sha256;
  }
  return digests;
}

async function fetchFromFirst(
  file: DatasetFile,
  bases: readonly string[],
  folder: string,
  options: DownloadOptions,
): Promise<Uint8Array> {
  const failures: string[] = [];
  for (const base of bases) {
    const source = `${base}/${file.name}.gz`;
    try {
      return await fetchChecked(source, file, options);
    } catch (error) {
      options.signal.throwIfAborted();
      failures.push(`${source}: ${(error as Error).message}`);
      options.warn(failures.at(-1)!);
    }
  }
  const list = failures.map((failure) => `\n  ${failure}`).join('');
  throw new DatasetError('DATASET_SOURCES_FAILED', `No source has a good copy of ${file.name}:${list}`, {
    hint: `Set PIPELINE_DATA_MIRROR to a folder or base URL that has ${folder}/${file.name}.gz.`,
  });
}

/** The unpacked bytes. A copy put together from two transfers that turns out wrong is fetched once more, whole. */
async function fetchChecked(
  source: string,
  file: DatasetFile,
  options: DownloadOptions,
): Promise<Uint8Array> {
  const { path, isContinued } = await fetchPersistently(source, file, options);
  const packed = await readFile(path);
  // Good or bad, it has done its part: a bad copy must not be continued.
  await forgetPartial(path);
  try {
    return unpackChecked(packed, file);
  } catch (error) {
    if (!isContinued) throw error;
    return await fetchChecked(source, file, options);
  }
}

/** Takes a broken transfer up again from the same source. */
async function fetchPersistently(
  source: string,
  file: DatasetFile,
  options: DownloadOptions,
): Promise<FetchedFile> {
  const name = `${file.name}.gz`;
  const fetchOptions: FetchOptions = {
    partialFolder: options.partialFolder,
    signal: options.signal,
    // Nothing packs to more than itself and a little; a server must not fill the disk.
    maxBytes: Math.ceil(file.bytes * 1.01) + 1024,
    onProgress: (doneBytes, totalBytes) => options.onProgress({ file: file.name, doneBytes, totalBytes }),
  };
  const partial = locatePartial(name, options.partialFolder);
  for (let transfer = 1; ; transfer += 1) {
    const before = await sizeOf(partial);
    try {
      return await fetchFile(source, name, fetchOptions);
    } catch (error) {
      options.signal.throwIfAborted();
      if (transfer === MAX_TRANSFERS || (await sizeOf(partial)) <= before) throw error;
    }
  }
}

function unpackChecked(packed: Uint8Array, file: DatasetFile): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = gunzipSync(packed, { maxOutputLength: file.bytes });
  } catch (cause) {
    throw new Error(`is not a whole gzip file (${(cause as Error).message})`, { cause });
  }
  const digest = sha256(bytes);
  if (digest !== file.sha256) throw new Error(`has SHA-256 ${digest}, expected ${file.sha256}`);
  return bytes;
}
