import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Digest, digestBytes } from '../../base/digest.ts';
import { LEAST_RATE, type LeastRate, TransferWatch } from '../../base/transfer-watch.ts';
import { withIoErrors } from '../errors.ts';
import { decodeRecordFile, encodeActionResult } from './action-result.ts';
import { limitBytes } from './limit-bytes.ts';
import { type BlobState, type Remote, RemoteError, type RemoteFile } from './remote.ts';

const MAX_ACTION_BYTES = 64 * 1024 * 1024;
const MAX_RECORD_BYTES = 256 * 1024 * 1024;
/** The limit for a log, whose size is not in the record. */
const MAX_UNKNOWN_BYTES = 64 * 1024 * 1024;
/** Up to this size a file is read back whole: that takes hardly longer than asking for its length. */
const SMALL_FILE_BYTES = 64 * 1024;

interface Upload {
  readonly size: number;
  readonly open: () => Readable;
}

/** An answer with status 2xx; undefined: 404. */
type Answer = IncomingMessage | undefined;

/** A server that speaks Bazel's remote cache protocol over HTTP: `/ac/DIGEST` actions, `/cas/DIGEST` files. */
export class HttpRemote implements Remote {
  readonly name: string;
  readonly #base: URL;
  readonly #leastRate: LeastRate;
  readonly #agent: http.Agent;

  /** @throws RemoteError when it is no URL */
  constructor(url: string, { leastRate = LEAST_RATE }: { leastRate?: LeastRate } = {}) {
    if (!URL.canParse(url)) throw new RemoteError('REMOTE_FAILED', `The remote cache '${url}' is no URL.`);
    this.#base = new URL(url.endsWith('/') ? url : `${url}/`);
    // Without a password.
    this.name = `${this.#base.origin}${this.#base.pathname}`;
    this.#leastRate = leastRate;
    this.#agent = new this.#transport.Agent({ keepAlive: true });
  }

  async readRecord(key: Digest): Promise<string | undefined> {
    const action = await this.#readBytes(`ac/${key}`, MAX_ACTION_BYTES);
    if (action === undefined) return undefined;
    const { digest, size } = decodeRecordFile(action, `${this.name}ac/${key}`);
    const bytes = await this.#readBytes(`cas/${digest}`, Math.min(size, MAX_RECORD_BYTES));
    if (bytes !== undefined && digestBytes(bytes) !== digest) {
      const name = `${this.name}cas/${digest}`;
      throw new RemoteError('REMOTE_DAMAGED', `${name} has other content than its name says`);
    }
    return bytes?.toString();
  }

  async writeRecord(key: Digest, text: string, needs: readonly Required<RemoteFile>[]): Promise<void> {
    const record = Buffer.from(text);
    const file = { digest: digestBytes(record), size: record.length };
    await this.#write(`cas/${file.digest}`, uploadOf(record));
    await this.#write(`ac/${key}`, uploadOf(encodeActionResult([file, ...needs])));
  }

  async checkBlob(file: RemoteFile, { whole }: { readonly whole: boolean }): Promise<BlobState> {
    const { digest, size = 0 } = file;
    if (!whole && size > SMALL_FILE_BYTES) {
      const length = await this.#exchange('HEAD', `cas/${digest}`, async (answer) =>
        answer === undefined ? 'missing' : answer.headers['content-length'],
      );
      if (length === 'missing') return 'missing';
      // Some servers do not say the length. Then only reading tells.
      if (length !== undefined) return Number(length) === size ? 'sound' : 'damaged';
    }
    return this.#checkContent(file);
  }

  readBlob({ digest, size }: RemoteFile, target: string): Promise<boolean> {
    return this.#exchange('GET', `cas/${digest}`, async (answer, watched) => {
      if (answer === undefined) return false;
      const limit = limitBytes(size ?? MAX_UNKNOWN_BYTES, `${this.name}cas/${digest}`);
      await pipeline(answer, watched, limit, createWriteStream(target, { flags: 'wx' }));
      return true;
    });
  }

  async writeBlob({ digest, size = 0 }: RemoteFile, source: string): Promise<void> {
    await this.#write(`cas/${digest}`, { size, open: () => createReadStream(source) });
  }

  close(): void {
    this.#agent.destroy();
  }

  get #transport(): typeof http | typeof https {
    return this.#base.protocol === 'https:' ? https : http;
  }

  async #checkContent({ digest, size }: RemoteFile): Promise<BlobState> {
    try {
      return await this.#exchange('GET', `cas/${digest}`, async (answer, watched) => {
        if (answer === undefined) return 'missing';
        const hash = createHash('sha256');
        const limit = limitBytes(size ?? MAX_UNKNOWN_BYTES, `${this.name}cas/${digest}`);
        await pipeline(answer, watched, limit, async (chunks) => {
          for await (const chunk of chunks) hash.update(chunk as Buffer);
        });
        return hash.digest('hex') === digest ? 'sound' : 'damaged';
      });
    } catch (error) {
      if (error instanceof RemoteError && error.code === 'REMOTE_DAMAGED') return 'damaged';
      throw error;
    }
  }

  #readBytes(path: string, most: number): Promise<Buffer | undefined> {
    return this.#exchange('GET', path, async (answer, watched) => {
      if (answer === undefined) return undefined;
      const chunks: Buffer[] = [];
      await pipeline(answer, watched, limitBytes(most, `${this.name}${path}`), async (source) => {
        for await (const chunk of source) chunks.push(chunk as Buffer);
      });
      return Buffer.concat(chunks);
    });
  }

  async #write(path: string, upload: Upload): Promise<void> {
    const isTaken = await this.#exchange('PUT', path, async (answer) => answer !== undefined, upload);
    if (!isTaken) throw new RemoteError('REMOTE_FAILED', `${this.name}${path} was not taken (404)`);
  }

  /**
   * Sends a request and uses its answer. Names what was asked for when that fails, or when it hardly moves.
   * @param use gets the answer and a stream to pass its content through, which watches how fast it comes
   */
  async #exchange<R>(
    method: string,
    path: string,
    use: (answer: Answer, watched: Transform) => Promise<R>,
    upload?: Upload,
  ): Promise<R> {
    const abort = new AbortController();
    const watch = new TransferWatch(this.#leastRate, (reason) => abort.abort(reason));
    try {
      const response = await this.#request(method, path, upload, watch, abort.signal);
      const answer = this.#answerOf(response, path);
      const result = await use(answer, countBytes(watch));
      // A body that nobody reads would keep the connection busy.
      response.resume();
      return result;
    } catch (error) {
      throw this.#describe(abort.signal.aborted ? abort.signal.reason : error, path);
    } finally {
      watch.end();
    }
  }

  #answerOf(response: IncomingMessage, path: string): Answer {
    const { statusCode = 0 } = response;
    if (statusCode >= 200 && statusCode < 300) return response;
    response.resume();
    if (statusCode === 404) return undefined;
    throw new RemoteError('REMOTE_FAILED', `${this.name}${path} was answered with status ${statusCode}`);
  }

  #request(
    method: string,
    path: string,
    upload: Upload | undefined,
    watch: TransferWatch,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const headers = upload === undefined ? {} : { 'Content-Length': upload.size };
    return new Promise((resolve, reject) => {
      const options = { method, agent: this.#agent, headers, signal };
      const request = this.#transport.request(new URL(path, this.#base), options, (response) => {
        response.on('error', () => {});
        resolve(response);
      });
      request.on('error', reject);
      if (upload === undefined) request.end();
      else pipeline(upload.open(), countBytes(watch), request).catch(reject);
    });
  }

  #describe(error: unknown, path: string): unknown {
    if (error instanceof RemoteError) return error;
    const { code, path: file } = error as NodeJS.ErrnoException;
    // The fault is on our side, such as a full disk.
    if (file !== undefined)
      withIoErrors('write', file, () => {
        throw error;
      });
    const words = (error as Error).message || code;
    return new RemoteError('REMOTE_FAILED', `${this.name}${path}: ${words}`, error);
  }
}

function countBytes(watch: TransferWatch): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      watch.count(chunk.length);
      done(null, chunk);
    },
  });
}

function uploadOf(content: Buffer): Upload {
  return { size: content.length, open: () => Readable.from([content], { objectMode: false }) };
}
