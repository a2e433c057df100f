import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { pack } from 'tar-stream';
import { digestBytes } from '../../runner/src/base/digest.ts';
import type { DownloadSource } from '../../src/datasets/dataset.ts';
import { type DownloadOptions, downloadDataset } from '../../src/datasets/download-dataset.ts';
import { DatasetError } from '../../src/datasets/errors.ts';
import { fetchFile } from '../../src/datasets/fetch-file.ts';
import { spread } from '../networks/spread.ts';
import { startServer } from './test-server.ts';

/** Bytes that gzip cannot shrink. */
const content = new Uint8Array(spread(50_000, 1).buffer);
const packed = gzipSync(content);
const half = Math.floor(packed.length / 2);

function makeDataset(mirrors: readonly string[]): DownloadSource {
  return {
    kind: 'download',
    folder: 'digits',
    mirrors,
    downloads: [
      {
        name: 'images.gz',
        format: 'gzip',
        files: [{ name: 'images', sha256: digestBytes(content), bytes: content.length }],
      },
    ],
  };
}

interface Setup {
  readonly options: DownloadOptions;
  readonly warnings: string[];
  readonly target: string;
}

async function prepare(t: ExecutionContext, change: Partial<DownloadOptions> = {}): Promise<Setup> {
  const folder = await mkdtemp(join(tmpdir(), 'download-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const target = join(folder, 'target');
  const partialFolder = join(folder, 'partial');
  await mkdir(target);
  await mkdir(partialFolder);
  const warnings: string[] = [];
  const options: DownloadOptions = {
    targetFolder: target,
    partialFolder,
    mirror: undefined,
    onProgress: () => {},
    warn: (message) => warnings.push(message),
    signal: new AbortController().signal,
    ...change,
  };
  return { options, warnings, target };
}

/** Answers range requests; with `end` it stops there, and leaves the connection open. */
function serve(
  response: ServerResponse,
  bytes: Uint8Array,
  range: string | undefined,
  end = bytes.length,
): void {
  const first = range === undefined ? 0 : Number(/bytes=(\d+)-/.exec(range)?.[1]);
  response.writeHead(range === undefined ? 200 : 206, {
    etag: '"v1"',
    'content-length': bytes.length - first,
    ...(range === undefined ? {} : { 'content-range': `bytes ${first}-${bytes.length - 1}/${bytes.length}` }),
  });
  if (end === bytes.length) response.end(bytes.subarray(first));
  else response.write(bytes.subarray(first, end));
}

test('a good copy is unpacked, checked and written', async (t) => {
  const progress: (number | undefined)[] = [];
  const { options, target } = await prepare(t, {
    onProgress: ({ doneBytes, totalBytes }) => progress.push(doneBytes, totalBytes),
  });
  const server = await startServer(t, (_, response) => serve(response, packed, undefined));
  const digests = await downloadDataset(makeDataset([`${server.url}/digits`]), options);
  t.deepEqual(new Uint8Array(await readFile(join(target, 'images'))), content);
  t.deepEqual(digests, { images: digestBytes(content) });
  t.deepEqual(server.requests, ['/digits/images.gz whole']);
  t.deepEqual(progress.slice(-2), [packed.length, packed.length]);
  t.deepEqual(await readdir(options.partialFolder), []);
});

test('a broken connection is taken up where it broke', async (t) => {
  let breakConnection = (): void => {};
  const { options, target, warnings } = await prepare(t, {
    onProgress: ({ doneBytes }) => {
      if (doneBytes === half) breakConnection();
    },
  });
  const server = await startServer(t, (request, response, count) => {
    serve(response, packed, request.headers.range, count === 1 ? half : undefined);
    breakConnection = () => response.destroy();
  });
  await downloadDataset(makeDataset([server.url]), options);
  t.deepEqual(new Uint8Array(await readFile(join(target, 'images'))), content);
  t.deepEqual(server.requests, ['/images.gz whole', `/images.gz bytes=${half}-`]);
  t.deepEqual(warnings, []);
});

test('what an earlier process left is continued, with the server asked whether the file is still the same', async (t) => {
  const { options, target } = await prepare(t);
  let validator: unknown;
  const server = await startServer(t, (request, response) => {
    validator = request.headers['if-range'];
    serve(response, packed, request.headers.range);
  });
  await writeFile(join(options.partialFolder, 'images.gz.part'), packed.subarray(0, 1000));
  const note = { source: `${server.url}/images.gz`, validator: '"v1"' };
  await writeFile(join(options.partialFolder, 'images.gz.part.json'), JSON.stringify(note));
  await downloadDataset(makeDataset([server.url]), options);
  t.deepEqual(server.requests, ['/images.gz bytes=1000-']);
  t.is(validator, '"v1"');
  t.deepEqual(new Uint8Array(await readFile(join(target, 'images'))), content);
});

test("a part of another source's file, or without a note, is not continued", async (t) => {
  const { options } = await prepare(t);
  const server = await startServer(t, (request, response) => serve(response, packed, request.headers.range));
  await writeFile(join(options.partialFolder, 'images.gz.part'), 'of something else');
  await writeFile(
    join(options.partialFolder, 'images.gz.part.json'),
    '{"source": "http://elsewhere/x", "valid',
  );
  await downloadDataset(makeDataset([server.url]), options);
  t.deepEqual(server.requests, ['/images.gz whole']);
});

test('a file put together wrongly is fetched again, whole', async (t) => {
  const { options, target } = await prepare(t);
  const server = await startServer(t, (request, response) => serve(response, packed, request.headers.range));
  await writeFile(join(options.partialFolder, 'images.gz.part'), new Uint8Array(1000));
  const note = { source: `${server.url}/images.gz`, validator: '"v1"' };
  await writeFile(join(options.partialFolder, 'images.gz.part.json'), JSON.stringify(note));
  await downloadDataset(makeDataset([server.url]), options);
  t.deepEqual(server.requests, ['/images.gz bytes=1000-', '/images.gz whole']);
  t.deepEqual(new Uint8Array(await readFile(join(target, 'images'))), content);
});

test('a wrong digest is said with its source, and the next source is tried', async (t) => {
  const { options, target, warnings } = await prepare(t);
  const bad = await startServer(t, (_, response) => serve(response, gzipSync('other digits'), undefined));
  const good = await startServer(t, (_, response) => serve(response, packed, undefined));
  await downloadDataset(makeDataset([bad.url, good.url]), options);
  t.deepEqual(new Uint8Array(await readFile(join(target, 'images'))), content);
  t.is(warnings.length, 1);
  t.true(
    warnings[0]!.startsWith(`${bad.url}/images.gz: has SHA-256 ${digestBytes(Buffer.from('other digits'))}`),
  );
});

test('when no source is good, the error names each with its reason, and nothing is written', async (t) => {
  const { options, target } = await prepare(t);
  const missing = await startServer(t, (_, response) => response.writeHead(404).end());
  const page = await startServer(t, (_, response) =>
    serve(response, Buffer.from('<html>log in first'), undefined),
  );
  const error = await t.throwsAsync(downloadDataset(makeDataset([missing.url, page.url]), options), {
    instanceOf: DatasetError,
    code: 'DATASET_SOURCES_FAILED',
  });
  t.true(error?.message.includes(`${missing.url}/images.gz: HTTP 404`));
  t.true(error?.message.includes(`${page.url}/images.gz: is not a whole gzip file`));
  t.regex(error?.hint ?? '', /PIPELINE_DATA_MIRROR .* digits\/images\.gz/);
  t.deepEqual(await readdir(target), []);
});

test('a mirror, folder or server, is asked before the others', async (t) => {
  const other = await startServer(t, (_, response) => response.writeHead(500).end());
  const { options, target } = await prepare(t);
  const folder = join(options.partialFolder, 'mirror');
  await mkdir(join(folder, 'digits'), { recursive: true });
  await writeFile(join(folder, 'digits', 'images.gz'), packed);
  await downloadDataset(makeDataset([other.url]), { ...options, mirror: folder });
  t.deepEqual(new Uint8Array(await readFile(join(target, 'images'))), content);

  const server = await startServer(t, (_, response) => serve(response, packed, undefined));
  await downloadDataset(makeDataset([other.url]), { ...options, mirror: `${server.url}/` });
  t.deepEqual(server.requests, ['/digits/images.gz whole']);
  t.deepEqual(other.requests, []);
});

test('a mirror without the file is passed over', async (t) => {
  const server = await startServer(t, (_, response) => serve(response, packed, undefined));
  const { options, warnings } = await prepare(t);
  await downloadDataset(makeDataset([server.url]), {
    ...options,
    mirror: join(options.partialFolder, 'empty'),
  });
  t.regex(warnings[0]!, /empty\/digits\/images\.gz: ENOENT/);
  t.is(server.requests.length, 1);
});

test('an aborted download ends with the reason, keeps what it has and tries no other source', async (t) => {
  const abort = new AbortController();
  const { options, warnings } = await prepare(t, {
    signal: abort.signal,
    onProgress: () => abort.abort(new Error('Ctrl-C')),
  });
  const server = await startServer(t, (_, response) => {
    response.writeHead(200, { etag: '"v1"', 'content-length': packed.length });
    response.write(packed.subarray(0, half)); // and no more
  });
  await t.throwsAsync(downloadDataset(makeDataset([server.url, server.url]), options), { message: 'Ctrl-C' });
  t.is(server.requests.length, 1);
  t.deepEqual(warnings, []);
  t.true((await readdir(options.partialFolder)).includes('images.gz.part.json'));
});

test('a file without a digest of its own is checked by that of its download', async (t) => {
  const { options, target, warnings } = await prepare(t);
  const other = gzipSync('other digits');
  const bad = await startServer(t, (_, response) => serve(response, other, undefined));
  const good = await startServer(t, (_, response) => serve(response, packed, undefined));
  const files = [{ name: 'images', bytes: content.length }];
  const digests = await downloadDataset(
    {
      kind: 'download',
      folder: 'digits',
      mirrors: [bad.url, good.url],
      downloads: [{ name: 'images.gz', format: 'gzip', sha256: digestBytes(packed), files }],
    },
    options,
  );
  t.deepEqual(digests, { images: digestBytes(content) });
  t.deepEqual(new Uint8Array(await readFile(join(target, 'images'))), content);
  t.true(warnings[0]!.includes(`has SHA-256 ${digestBytes(other)}, expected ${digestBytes(packed)}`));
});

async function makeArchive(files: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, bytes] of Object.entries(files)) archive.entry({ name }, Buffer.from(bytes));
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

const archiveOf = (mirrors: readonly string[]): DownloadSource => ({
  kind: 'download',
  folder: 'pictures',
  mirrors,
  downloads: [
    {
      name: 'pictures.tar.gz',
      format: 'tar.gz',
      files: [{ name: 'batch.bin', sha256: digestBytes(content), bytes: content.length }],
    },
  ],
});

test('of an archive the files that are wanted are checked and written, however it was packed', async (t) => {
  const { options, target } = await prepare(t);
  const archive = await makeArchive({
    'pictures/readme.txt': Buffer.from('hello'),
    'pictures/batch.bin': content,
  });
  const server = await startServer(t, (_, response) => serve(response, archive, undefined));
  await downloadDataset(archiveOf([server.url]), options);
  t.deepEqual(server.requests, ['/pictures.tar.gz whole']);
  t.deepEqual(await readdir(target), ['batch.bin']);
  t.deepEqual(new Uint8Array(await readFile(join(target, 'batch.bin'))), content);
});

test('an archive that lacks a file, or has another in its place, or is cut short, is refused', async (t) => {
  const { options, target, warnings } = await prepare(t);
  const archives = [
    await makeArchive({ 'other.bin': content }),
    await makeArchive({ 'batch.bin': content.slice(1) }),
    gzipSync(Buffer.alloc(700, 1)),
  ];
  const servers = await Promise.all(
    archives.map((archive) => startServer(t, (_, response) => serve(response, archive, undefined))),
  );
  await t.throwsAsync(downloadDataset(archiveOf(servers.map(({ url }) => url)), options), {
    code: 'DATASET_SOURCES_FAILED',
  });
  t.regex(warnings[0]!, /has no file batch\.bin in it/);
  t.regex(warnings[1]!, /has SHA-256 [0-9a-f]{64} \(batch\.bin\), expected/);
  t.regex(warnings[2]!, /is not a whole tar archive/);
  t.deepEqual(await readdir(target), []);
});

const never = { wait: () => Promise.reject(new Error('waited')) };

for (const status of [429, 500, 502, 503, 504]) {
  test(`a server that answers ${status} is asked again, later and later`, async (t) => {
    const waits: number[] = [];
    const { options, target } = await prepare(t, { wait: async (ms) => waits.push(ms) });
    const server = await startServer(t, (_, response, count) => {
      if (count < 4) response.writeHead(status).end('busy');
      else serve(response, packed, undefined);
    });
    await downloadDataset(makeDataset([server.url]), options);
    t.deepEqual(new Uint8Array(await readFile(join(target, 'images'))), content);
    t.deepEqual(waits, [1000, 2000, 4000]);
  });
}

test('a server that stays busy is left for the next source', async (t) => {
  const waits: number[] = [];
  const { options, warnings } = await prepare(t, { wait: async (ms) => waits.push(ms) });
  const busy = await startServer(t, (_, response) => response.writeHead(503).end());
  const good = await startServer(t, (_, response) => serve(response, packed, undefined));
  await downloadDataset(makeDataset([busy.url, good.url]), options);
  t.is(busy.requests.length, 5);
  t.deepEqual(waits, [1000, 2000, 4000, 8000]);
  t.regex(warnings.join('\n'), /HTTP 503 Service Unavailable; asked again in 1 s/);
});

test('what a busy server says about when to come back is kept to, within reason', async (t) => {
  const waits: number[] = [];
  const { options } = await prepare(t, { wait: async (ms) => waits.push(ms) });
  const server = await startServer(t, (_, response, count) => {
    if (count === 1) response.writeHead(429, { 'Retry-After': '7' }).end();
    else response.writeHead(503, { 'Retry-After': '3600' }).end();
  });
  await t.throwsAsync(downloadDataset(makeDataset([server.url]), options), { message: /HTTP 503/ });
  t.deepEqual(waits, [7000]);
});

test('a source without the file is not asked again', async (t) => {
  const { options } = await prepare(t, never);
  const server = await startServer(t, (_, response) => response.writeHead(404).end());
  await t.throwsAsync(downloadDataset(makeDataset([server.url]), options), { message: /HTTP 404/ });
  t.is(server.requests.length, 1);
});

for (const twice of [false, true]) {
  test(`a .gz file that is sent with Content-Encoding: gzip is read${twice ? ', packed once more too' : ''}`, async (t) => {
    const { options, target } = await prepare(t, never);
    const sent = twice ? gzipSync(packed) : packed;
    const server = await startServer(t, (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', etag: '"v1"', 'content-length': sent.length });
      response.end(sent);
    });
    await downloadDataset(makeDataset([server.url]), options);
    t.deepEqual(new Uint8Array(await readFile(join(target, 'images'))), content);
  });
}

test('an unpacked file with a wrong bit is refused as a packed one is', async (t) => {
  const { options } = await prepare(t, never);
  const wrong = Uint8Array.from(content);
  wrong[5]! ^= 1;
  const server = await startServer(t, (_, response) => response.end(wrong));
  await t.throwsAsync(downloadDataset(makeDataset([server.url]), options), { message: /has SHA-256/ });
});

test('a Git LFS pointer at a mirror is named so', async (t) => {
  const { options } = await prepare(t, never);
  const server = await startServer(t, (_, response) =>
    response.end('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n'),
  );
  await t.throwsAsync(downloadDataset(makeDataset([server.url]), options), { message: /Git LFS pointer/ });
});

test('a server that sends a byte now and then is given up', async (t) => {
  const { options } = await prepare(t);
  const server = await startServer(t, (_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'), 10);
    response.on('close', () => clearInterval(timer));
  });
  const fetchOptions = { ...options, maxBytes: 1e6, onProgress: () => {} };
  const leastRate = { windowMs: 100, leastBytes: 1000 };
  await t.throwsAsync(fetchFile(`${server.url}/x`, 'x', { ...fetchOptions, leastRate }), {
    message: /(only \d+ bytes came through in|nothing was heard for) 100 ms/,
  });
});
