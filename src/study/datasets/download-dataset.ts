import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sha256 } from './digest.ts';
import { DatasetError } from './errors.ts';
import { type FetchOptions, fetchFile, forgetPartial } from './fetch-file.ts';
import type { DatasetFile, DatasetSource } from './registry.ts';

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

/**
 * Fetches a dataset's gzipped files, checks the SHA-256 of each unpacked file and only then writes it.
 * @returns file name → SHA-256
 * @throws DatasetError DATASET_SOURCES_FAILED naming every source and what was wrong with it
 */
export async function downloadDataset(
  dataset: Extract<DatasetSource, { kind: 'download' }>,
  options: DownloadOptions,
): Promise<Record<string, string>> {
  const mirror = options.mirror?.replace(/\/+$/, '');
  const bases = [...(mirror ? [`${mirror}/${dataset.folder}`] : []), ...dataset.mirrors];
  const digests: Record<string, string> = {};
  for (const file of dataset.files) {
    const bytes = await fetchFromFirst(file, bases, options);
    await writeFile(join(options.targetFolder, file.name), bytes);
    digests[file.name] = file.sha256;
  }
  return digests;
}

async function fetchFromFirst(
  file: DatasetFile,
  bases: readonly string[],
  options: DownloadOptions,
): Promise<Uint8Array> {
  const failures: string[] = [];
  for (const base of bases) {
    const source = `${base}/${file.name}.gz`;
    try {
      return await fetchChecked(source, file, options);
    } catch (error) {
      options.signal.throwIfAborted();
      const failure = `${source}: ${(error as Error).message}`;
      failures.push(failure);
      options.warn(`${failure}; trying the next source`);
    }
  }
  throw new DatasetError(
    'DATASET_SOURCES_FAILED',
    `No source has a good copy of ${file.name}:\n${failures.map((failure) => `  ${failure}`).join('\n')}`,
    {
      hint: `Set PIPELINE_DATA_MIRROR to a folder or URL under which ${bases[0]!.split('/').pop()}/${file.name}.gz is found.`,
    },
  );
}

async function fetchChecked(
  source: string,
  file: DatasetFile,
  options: DownloadOptions,
): Promise<Uint8Array> {
  const fetchOptions: FetchOptions = {
    partialFolder: options.partialFolder,
    signal: options.signal,
    onProgress: (doneBytes, totalBytes) => options.onProgress({ file: file.name, doneBytes, totalBytes }),
  };
  const path = await fetchFile(source, `${file.name}.gz`, fetchOptions);
  const packed = await readFile(path);
  // Good or bad, it has done its part: a bad one must not be continued.
  await forgetPartial(path);
  let bytes: Uint8Array;
  try {
    bytes = gunzipSync(packed);
  } catch (cause) {
    throw new Error(`is not a complete gzip file (${(cause as Error).message})`, { cause });
  }
  const digest = sha256(bytes);
  if (digest !== file.sha256) throw new Error(`has SHA-256 ${digest}, expected ${file.sha256}`);
  return bytes;
}
