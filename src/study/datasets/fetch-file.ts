import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

export interface FetchOptions {
  /** A folder that outlives the process: a half-fetched file in it is continued. */
  readonly partialFolder: string;
  readonly onProgress: (doneBytes: number, totalBytes: number | undefined) => void;
  readonly signal: AbortSignal;
}

/** What a half-fetched file is a part of; kept beside it. */
interface Partial {
  readonly source: string;
  /** The server's word that the file has not changed (ETag or Last-Modified). */
  readonly validator: string | undefined;
}

/** A connection that makes no progress for this long has failed. */
const STALL_MS = 30_000;

/**
 * Fetches a file from a folder (path or file: URL) or a web server, continuing a half-fetched one by a range request.
 * @param source full path or URL of the file
 * @returns the path of the complete file in the partial folder
 * @throws Error with a short reason; the caller adds the source's name
 */
export async function fetchFile(source: string, name: string, options: FetchOptions): Promise<string> {
  const target = join(options.partialFolder, `${name}.part`);
  if (/^https?:/i.test(source)) {
    await fetchFromServer(source, target, options);
  } else {
    const path = source.startsWith('file:') ? fileURLToPath(source) : source;
    const total = (await stat(path)).size;
    await forgetPartial(target);
    await pipeline(createReadStream(path), countBytes(0, total, options), createWriteStream(target), {
      signal: options.signal,
    });
  }
  return target;
}

/** Removes a fetched or half-fetched file. */
export async function forgetPartial(target: string): Promise<void> {
  await rm(target, { force: true });
  await rm(`${target}.json`, { force: true });
}

async function fetchFromServer(source: string, target: string, options: FetchOptions): Promise<void> {
  const partial = await readPartial(target);
  let have = 0;
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (partial?.source === source && partial.validator !== undefined) {
    have = await stat(target).then(
      ({ size }) => size,
      () => 0,
    );
    if (have > 0) Object.assign(headers, { range: `bytes=${have}-`, 'if-range': partial.validator });
  }
  const stall = new AbortController();
  const signal = AbortSignal.any([options.signal, stall.signal]);
  let timer = setTimeout(() => stall.abort(new Error(`no answer for ${STALL_MS / 1000} s`)), STALL_MS);
  const keepAlive = (): void => {
    timer.refresh();
  };
  try {
    let response = await fetch(source, { headers, signal, redirect: 'follow' });
    if (response.status === 416) {
      // Nothing is left after what we have, or the file shrank: start over, the digest decides.
      await response.body?.cancel();
      response = await fetch(source, {
        headers: { 'accept-encoding': 'identity' },
        signal,
        redirect: 'follow',
      });
    }
    if (!response.ok || response.body === null)
      throw new Error(`HTTP ${response.status} ${response.statusText}`.trim());
    const continued =
      response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${have}-`);
    if (response.status === 206 && !continued)
      throw new Error('the server sent another range than asked for');
    if (!continued) have = 0;
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    const total = Number.isFinite(length) ? have + length : undefined;
    const etag = response.headers.get('etag');
    // A weak ETag promises equal meaning, not equal bytes.
    const validator =
      etag !== null && !etag.startsWith('W/') ? etag : (response.headers.get('last-modified') ?? undefined);
    await writeFile(`${target}.json`, JSON.stringify({ source, validator }));
    await pipeline(
      Readable.fromWeb(response.body as import('node:stream/web').ReadableStream<Uint8Array>),
      countBytes(have, total, options, keepAlive),
      createWriteStream(target, { flags: continued ? 'a' : 'w' }),
      { signal },
    );
    const size = (await stat(target)).size;
    if (total !== undefined && size !== total)
      throw new Error(`the connection ended at ${size} of ${total} bytes`);
  } catch (error) {
    options.signal.throwIfAborted();
    throw stall.signal.aborted ? stall.signal.reason : describeFailure(error);
  } finally {
    clearTimeout(timer);
    timer = undefined as never;
  }
}

/** Passes chunks through and reports how many bytes went by. */
function countBytes(
  have: number,
  total: number | undefined,
  options: FetchOptions,
  onChunk = (): void => {},
) {
  return async function* count(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let done = have;
    for await (const chunk of chunks) {
      onChunk();
      done += chunk.length;
      options.onProgress(done, total);
      yield chunk;
    }
  };
}

async function readPartial(target: string): Promise<Partial | undefined> {
  try {
    return JSON.parse(await readFile(`${target}.json`, 'utf8')) as Partial;
  } catch {
    // Absent or torn by a kill: there is nothing to continue from.
    return undefined;
  }
}

/** Node's fetch hides the reason ("getaddrinfo ENOTFOUND …") in the cause. */
function describeFailure(error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause : new Error(String(cause));
}
