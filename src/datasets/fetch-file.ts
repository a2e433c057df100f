import { copyFile, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadableStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';
import { statIfAny } from '../../runner/src/base/stat-if-any.ts';
import { LEAST_RATE, type LeastRate, TransferWatch } from '../../runner/src/base/transfer-watch.ts';

export interface FetchOptions {
  /** A folder that outlives the process. A partial file in it is resumed. */
  readonly partialFolder: string;
  readonly onProgress: (doneBytes: number, totalBytes: number | undefined) => void;
  readonly signal: AbortSignal;
  /** A larger file is refused. */
  readonly maxBytes: number;
  /** A connection that moves less has failed. */
  readonly leastRate?: LeastRate;
}

export interface FetchedFile {
  /** In the partial folder. */
  readonly path: string;
  /** Whether it comes from more than one transfer. */
  readonly isContinued: boolean;
}

/** What a partial file is a part of; kept beside it. */
interface Partial {
  readonly source: string;
  /** By this the server tells whether the file has changed (ETag or Last-Modified). */
  readonly validator: string | undefined;
}

/** A server that cannot answer now: too busy, being restarted, or behind a proxy that is. */
export class BusyServerError extends Error {
  /** How long the server wants us to wait, if it says so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs: number | undefined) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

const BUSY_STATUSES = [408, 425, 429, 500, 502, 503, 504];

/**
 * Fetches a file from a folder (path or file: URL) or from a web server. A partial file is resumed by a range request.
 * @param source full path or URL of the file
 * @throws Error with a short reason; the caller adds the source's name
 */
export async function fetchFile(source: string, name: string, options: FetchOptions): Promise<FetchedFile> {
  const path = locatePartial(name, options.partialFolder);
  if (/^https?:/i.test(source)) return { path, isContinued: await fetchFromServer(source, path, options) };
  const original = source.startsWith('file:') ? fileURLToPath(source) : source;
  const found = await stat(original);
  if (!found.isFile()) throw new Error('it is not a file');
  const { size } = found;
  if (size > options.maxBytes) throw tooLarge(size, options.maxBytes);
  await forgetPartial(path);
  await copyFile(original, path);
  options.onProgress(size, size);
  return { path, isContinued: false };
}

/** Where the file `name` is put while it is fetched. */
export function locatePartial(name: string, partialFolder: string): string {
  return join(partialFolder, `${name}.part`);
}

/** Removes a fetched or partial file. */
export async function forgetPartial(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.json`, { force: true });
}

/** @returns whether an earlier transfer was continued */
async function fetchFromServer(source: string, path: string, options: FetchOptions): Promise<boolean> {
  const partial = await readPartial(path);
  const isPart = partial?.source === source && partial.validator !== undefined;
  const have = isPart ? sizeOf(path) : 0;
  const stall = new AbortController();
  const watch = new TransferWatch(options.leastRate ?? LEAST_RATE, (reason) => stall.abort(reason));
  const signal = AbortSignal.any([options.signal, stall.signal]);
  try {
    const range = have > 0 ? { range: `bytes=${have}-`, 'if-range': partial!.validator! } : undefined;
    const response = await fetch(source, { headers: { 'accept-encoding': 'identity', ...range }, signal });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      const message = `HTTP ${response.status} ${response.statusText}`.trim();
      if (!BUSY_STATUSES.includes(response.status)) throw new Error(message);
      throw new BusyServerError(message, readRetryAfter(response.headers));
    }
    // What arrives is unpacked then: its length is not the announced one, and it cannot be continued.
    const isEncoded = !['identity', null].includes(response.headers.get('content-encoding'));
    const isContinued = response.status === 206;
    if (isContinued && !response.headers.get('content-range')?.startsWith(`bytes ${have}-`)) {
      throw new Error('the server sent another range than asked for');
    }
    const first = isContinued ? have : 0;
    const length = response.headers.get('content-length');
    const total = length === null || isEncoded ? undefined : first + Number(length);
    const validator = isEncoded ? undefined : readValidator(response.headers);
    await writeFile(`${path}.json`, JSON.stringify({ source, validator }));
    let passed = 0;
    await appendBody(response.body as ReadableStream<Uint8Array>, path, isContinued ? 'a' : 'w', (bytes) => {
      if (first + bytes > options.maxBytes) throw tooLarge(first + bytes, options.maxBytes);
      watch.count(bytes - passed);
      passed = bytes;
      options.onProgress(first + bytes, total);
    });
    return isContinued;
  } catch (error) {
    options.signal.throwIfAborted();
    throw stall.signal.aborted ? stall.signal.reason : findCause(error);
  } finally {
    watch.end();
  }
}

function tooLarge(bytes: number, maxBytes: number): Error {
  return new Error(`it has ${bytes} bytes or more, where ${maxBytes} are the most it can have`);
}

/** `Retry-After` in milliseconds: seconds, or a date. */
function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function readValidator(headers: Headers): string | undefined {
  const etag = headers.get('etag');
  // A weak ETag promises equal meaning, not equal bytes.
  return etag !== null && !etag.startsWith('W/') ? etag : (headers.get('last-modified') ?? undefined);
}

/** Every chunk is on disk before the next is asked for, so that a broken connection loses only what was not read yet. */
async function appendBody(
  body: AsyncIterable<Uint8Array>,
  path: string,
  flags: 'a' | 'w',
  onBytes: (bytes: number) => void,
): Promise<void> {
  const file = await open(path, flags);
  try {
    let bytes = 0;
    for await (const chunk of body) {
      await file.writeFile(chunk);
      bytes += chunk.length;
      onBytes(bytes);
    }
  } finally {
    await file.close();
  }
}

async function readPartial(path: string): Promise<Partial | undefined> {
  try {
    return JSON.parse(await readFile(`${path}.json`, 'utf8')) as Partial;
  } catch {
    // It is missing, or was damaged when a process was killed. There is nothing to resume.
    return undefined;
  }
}

/** Size of a file in bytes; 0 where there is none. */
export function sizeOf(path: string): number {
  return Number(statIfAny(path)?.size ?? 0);
}

/** Node's fetch hides the reason ("getaddrinfo ENOTFOUND …") in the cause. */
function findCause(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error;
}
