import { createReadStream, createWriteStream } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Digest, digestBytes } from '../../base/digest.ts';
import { withIoErrors } from '../errors.ts';
import { decodeRecordFile, encodeActionResult } from './action-result.ts';
import { limitBytes } from './limit-bytes.ts';
import { type Remote, RemoteError, type RemoteFile } from './remote.ts';

/** After so long without an answer we give up. */
const SILENCE_MS = 30_000;
const MAX_ACTION_BYTES = 64 * 1024 * 1024;
const MAX_RECORD_BYTES = 256 * 1024 * 1024;
/** The limit for a log, whose size is not in the record. */
const MAX_UNKNOWN_BYTES = 64 * 1024 * 1024;

interface Upload {
  readonly size: number;
  readonly open: () => Readable;
}

/** A server that speaks Bazel's remote cache protocol over HTTP: `/ac/DIGEST` actions, `/cas/DIGEST` files. */
export class HttpRemote implements Remote {
  readonly name: string;
  readonly #base: URL;
  readonly #silenceMs: number;
  readonly #agent: http.Agent;

  /** @throws RemoteError when it is no URL */
  constructor(url: string, { silenceMs = SILENCE_MS }: { silenceMs?: number } = {}) {
    if (!URL.canParse(url)) throw new RemoteError('REMOTE_FAILED', `The remote cache '${url}' is no URL.`);
    this.#base = new URL(url.endsWith('/') ? url : `${url}/`);
    // Without a password.
    this.name = `${this.#base.origin}${this.#base.pathname}`;
    this.#silenceMs = silenceMs;
    this.#agent = new this.#transport.Agent({ keepAlive: true });
  }

  hasRecord(key: Digest): Promise<boolean> {
    return this.#has(`ac/${key}`);
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

  hasBlob({ digest }: RemoteFile): Promise<boolean> {
    return this.#has(`cas/${digest}`);
  }

  async readBlob({ digest, size }: RemoteFile, target: string): Promise<boolean> {
    const response = await this.#get(`cas/${digest}`);
    if (response === undefined) return false;
    const limit = limitBytes(size ?? MAX_UNKNOWN_BYTES, `${this.name}cas/${digest}`);
    await this.#transfer(`cas/${digest}`, () =>
      pipeline(response, limit, createWriteStream(target, { flags: 'wx' })),
    );
    return true;
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

  async #has(path: string): Promise<boolean> {
    const response = await this.#request('HEAD', path);
    response.resume();
    return this.#isFound(response, path);
  }

  async #get(path: string): Promise<IncomingMessage | undefined> {
    const response = await this.#request('GET', path);
    if (this.#isFound(response, path)) return response;
    response.resume();
    return undefined;
  }

  async #readBytes(path: string, most: number): Promise<Buffer | undefined> {
    const response = await this.#get(path);
    if (response === undefined) return undefined;
    const chunks: Buffer[] = [];
    await this.#transfer(path, async () => {
      await pipeline(response, limitBytes(most, `${this.name}${path}`), async (source) => {
        for await (const chunk of source) chunks.push(chunk as Buffer);
      });
    });
    return Buffer.concat(chunks);
  }

  async #write(path: string, upload: Upload): Promise<void> {
    const response = await this.#request('PUT', path, upload);
    response.resume();
    if (!this.#isFound(response, path))
      throw new RemoteError('REMOTE_FAILED', `${this.name}${path} was not taken (404)`);
  }

  #isFound({ statusCode = 0 }: IncomingMessage, path: string): boolean {
    if (statusCode >= 200 && statusCode < 300) return true;
    if (statusCode === 404) return false;
    throw new RemoteError('REMOTE_FAILED', `${this.name}${path} was answered with status ${statusCode}`);
  }

  #request(method: string, path: string, upload?: Upload): Promise<IncomingMessage> {
    return this.#transfer(path, () => {
      const headers = upload === undefined ? {} : { 'Content-Length': upload.size };
      const options = { method, agent: this.#agent, timeout: this.#silenceMs, headers };
      return new Promise((resolve, reject) => {
        const request = this.#transport.request(new URL(path, this.#base), options, (response) => {
          response.on('error', () => {});
          resolve(response);
        });
        request.on('timeout', () =>
          request.destroy(new Error(`nothing was heard for ${this.#silenceMs} ms`)),
        );
        request.on('error', reject);
        if (upload === undefined) request.end();
        else pipeline(upload.open(), request).catch(reject);
      });
    });
  }

  /** Describes a failed connection and names what was asked for. */
  async #transfer<R>(path: string, work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RemoteError) throw error;
      const { code, path: file } = error as NodeJS.ErrnoException;
      // The fault is on our side, such as a full disk.
      if (file !== undefined)
        withIoErrors('write', file, () => {
          throw error;
        });
      const words = (error as Error).message || code;
      throw new RemoteError('REMOTE_FAILED', `${this.name}${path}: ${words}`, error);
    }
  }
}

function uploadOf(content: Buffer): Upload {
  return { size: content.length, open: () => Readable.from([content], { objectMode: false }) };
}
