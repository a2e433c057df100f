import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionContext } from 'ava';

export interface CacheServer {
  readonly url: string;
  /** Path (`/cas/DIGEST`) → what was put there. */
  readonly files: Map<string, Buffer>;
  /** Answers a request itself and returns true, or leaves it to the server. */
  lie: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** `METHOD path` of every request. */
  readonly requests: string[];
}

/** A server for Bazel's remote cache protocol, in memory; closed when the test ends. */
export async function startCacheServer(t: ExecutionContext): Promise<CacheServer> {
  const files = new Map<string, Buffer>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (!cache.lie(request, response)) void answer(request, response, files);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cache: CacheServer = { url, files, requests, lie: () => false };
  return cache;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: Map<string, Buffer>,
): Promise<void> {
  const path = request.url ?? '';
  if (request.method === 'PUT') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    files.set(path, Buffer.concat(chunks));
    response.end();
    return;
  }
  const file = files.get(path);
  response.writeHead(file === undefined ? 404 : 200, { 'Content-Length': file?.length ?? 0 });
  response.end(request.method === 'HEAD' ? undefined : file);
}
