import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import test, { type ExecutionContext } from 'ava';
import type { Digest } from '../../../src/base/digest.ts';
import { type SyncReport, syncCache, verifyCache } from '../../../src/execute/index.ts';
import type { SyncOptions } from '../../../src/execute/upkeep/sync-cache.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';
import { HttpRemote } from '../../../src/store/remote/http-remote.ts';
import { type CacheServer, startCacheServer } from '../../store/cache-server.ts';
import { makeProject, type Project } from '../project.ts';

const STAGES = {
  say: { axes: { nth: [1, 2] }, command: 'echo ${axis.nth} > ${output.out}/word', outputs: ['out'] },
  join: {
    command: 'for folder in ${input.words}; do cat "$folder/word"; done > ${output.out}/all; echo joined',
    inputs: { words: 'say/out' },
    outputs: ['out'],
  },
};

/** One project that has run, and one with the same pipeline and an empty cache. */
async function makeTwo(t: ExecutionContext): Promise<[Project, Project]> {
  const first = await makeProject(t);
  await first.writePipeline(STAGES);
  const second = await makeProject(t);
  await cp(first.folder, second.folder, { recursive: true });
  await first.run();
  return [first, second];
}

async function sync(
  project: Project,
  direction: 'push' | 'pull',
  remote: string,
  options: Partial<SyncOptions> = {},
): Promise<SyncReport> {
  const graph = await loadPipeline({ baseDir: project.folder });
  return syncCache(graph, { direction, remote, dryRun: false, ...options });
}

function statesOf({ actions }: SyncReport): Record<string, string> {
  return Object.fromEntries(actions.map(({ action, state }) => [action, state]));
}

async function findFaults(project: Project): Promise<unknown> {
  const graph = await loadPipeline({ baseDir: project.folder });
  return (await verifyCache(graph, { repair: false })).findings;
}

async function listBelow(folder: string, names: readonly string[]): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
  return paths.filter((path) => names.some((name) => path.startsWith(`${folder}/${name}/`)));
}

const ALL = (state: string): Record<string, string> => ({ 'say/1': state, 'say/2': state, join: state });
const REMOTES = {
  'a server': async (t: ExecutionContext): Promise<string> => (await startCacheServer(t)).url,
  'a folder': async (t: ExecutionContext): Promise<string> => (await makeProject(t)).path('shared'),
};

for (const [kind, start] of Object.entries(REMOTES)) {
  test(`what one machine pushed to ${kind}, another pulls and need not run`, async (t) => {
    const [first, second] = await makeTwo(t);
    const remote = await start(t);
    t.deepEqual(statesOf(await sync(second, 'pull', remote)), {
      'say/1': 'missing',
      'say/2': 'missing',
      join: 'unknown',
    });
    t.deepEqual(statesOf(await sync(second, 'push', remote)), {
      'say/1': 'missing',
      'say/2': 'missing',
      join: 'unknown',
    });
    t.deepEqual(statesOf(await sync(first, 'push', remote, { dryRun: true })), ALL('copied'));
    t.deepEqual(statesOf(await sync(first, 'push', remote)), ALL('copied'));
    t.deepEqual(statesOf(await sync(first, 'push', remote)), ALL('there'));

    t.deepEqual(statesOf(await sync(second, 'pull', remote, { dryRun: true })), ALL('copied'));
    t.deepEqual(statesOf(await sync(second, 'pull', remote)), ALL('copied'));
    t.deepEqual(statesOf(await sync(second, 'pull', remote)), ALL('there'));
    t.deepEqual((await second.run()).outcomes, ALL('restored'));
    t.is(await second.artifact('join', 'out', 'all'), '1\n2\n');
    t.deepEqual(await findFaults(second), []);
  });
}

test('of a selection only it is pushed, and pulled with what it needs', async (t) => {
  const [first, second] = await makeTwo(t);
  const { url } = await startCacheServer(t);
  t.deepEqual(statesOf(await sync(first, 'push', url, { select: ['say/2'] })), { 'say/2': 'copied' });
  t.deepEqual(statesOf(await sync(second, 'pull', url, { select: ['join'] })), {
    'say/1': 'missing',
    'say/2': 'copied',
    join: 'unknown',
  });
});

test('the server gets actions in its own format, and files under their digests', async (t) => {
  const [first] = await makeTwo(t);
  const { url, files } = await startCacheServer(t);
  await sync(first, 'push', url);
  const paths = [...files.keys()];
  t.is(paths.filter((path) => path.startsWith('/ac/')).length, 3);
  for (const [path, content] of files) {
    if (path.startsWith('/cas/')) t.is(path.slice(5), createHash('sha256').update(content).digest('hex'));
    // Field 2 (output_files) of ActionResult, length-delimited.
    else t.is(content[0], 0x12);
  }
});

type Lie = (request: IncomingMessage, response: ServerResponse, server: CacheServer) => boolean;

const isFile = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'GET' && url.startsWith('/cas/');
const LIES: Readonly<Record<string, Lie>> = {
  'other bytes': (request, response, { files }) => {
    const file = Buffer.from(files.get(request.url ?? '') ?? '');
    if (!isFile(request) || file.length === 0) return false;
    file.writeUInt8(file.readUInt8(0) ^ 1);
    response.end(file);
    return true;
  },
  'the beginning only': (request, response, { files }) => {
    const file = files.get(request.url ?? '') ?? Buffer.alloc(0);
    if (!isFile(request) || file.length === 0) return false;
    response.end(file.subarray(0, -1));
    return true;
  },
  'a broken connection': (request, response) => {
    if (!isFile(request)) return false;
    response.writeHead(200, { 'Content-Length': 1000 });
    response.write('x', () => response.destroy());
    return true;
  },
  'without an end': (request, response) => {
    if (!isFile(request)) return false;
    const write = (): void => {
      if (!response.destroyed) response.write(Buffer.alloc(100_000), write);
    };
    write();
    return true;
  },
  'an action that is none': (request, response) => {
    if (!request.url?.startsWith('/ac/')) return false;
    response.end('nonsense');
    return true;
  },
  'status 500': (_request, response) => {
    response.writeHead(500).end();
    return true;
  },
  'nothing, though the action is there': (request, response) => {
    if (!isFile(request)) return false;
    response.writeHead(404).end();
    return true;
  },
};

for (const [kind, lie] of Object.entries(LIES)) {
  test(`a server that answers with ${kind} is named, and nothing of it is stored`, async (t) => {
    const [first, second] = await makeTwo(t);
    const server = await startCacheServer(t);
    await sync(first, 'push', server.url);
    server.lie = (request, response) => lie(request, response, server);
    const { actions } = await sync(second, 'pull', server.url, { select: ['say/1'] });
    const [one] = actions;
    if (kind.startsWith('nothing')) t.is(one?.state, 'missing');
    else {
      t.is(one?.state, 'failed');
      t.true(one?.message?.includes(server.url));
    }
    t.deepEqual(await readdir(second.path('cache')).then((names) => names.includes('actions')), false);
    t.deepEqual(await findFaults(second), []);
    server.lie = () => false;
    t.deepEqual(statesOf(await sync(second, 'pull', server.url)), ALL('copied'));
  });
}

for (const kind of ['other bytes', 'the beginning only', 'nothing, though the action is there']) {
  test(`a server that has a sound record and answers for its files with ${kind} is named, and no record stored`, async (t) => {
    const [first, second] = await makeTwo(t);
    const server = await startCacheServer(t);
    await sync(first, 'push', server.url);
    server.lie = (request, response) => {
      const isRecord =
        server.files
          .get(request.url ?? '')
          ?.toString()
          .startsWith('{') === true;
      return !isRecord && LIES[kind]?.(request, response, server) === true;
    };
    const { actions } = await sync(second, 'pull', server.url, { select: ['say/1'] });
    t.is(actions[0]?.state, 'failed');
    t.regex(actions[0]?.message ?? '', /the file [0-9a-f]{64}|cas/);
    t.false((await readdir(second.path('cache'))).includes('actions'));
    t.deepEqual(await findFaults(second), []);
  });
}

test('a server that fails again and again is given up', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({ say: { ...STAGES.say, axes: { nth: [1, 2, 3, 4, 5] } } });
  const server = await startCacheServer(t);
  server.lie = LIES['status 500'] as never;
  await t.throwsAsync(sync(project, 'pull', server.url), { code: 'REMOTE_FAILED', message: /500; given up/ });
  t.is(server.requests.length, 3);
});

const SLOW: Readonly<Record<string, [(response: ServerResponse) => void, RegExp]>> = {
  'that says nothing': [() => {}, /nothing was heard for 100 ms/],
  'that sends a byte now and then': [
    (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 10);
      response.on('close', () => clearInterval(timer));
    },
    /(only \d+ bytes came through in|nothing was heard for) 100 ms/,
  ],
};
const TINY_RATE = { windowMs: 100, leastBytes: 1000 };
const KEY = 'a'.repeat(64) as Digest;

for (const [kind, [answerSlowly, message]] of Object.entries(SLOW)) {
  test(`a server ${kind} is given up in time`, async (t) => {
    const server = await startCacheServer(t);
    server.lie = (_request, response) => {
      answerSlowly(response);
      return true;
    };
    const remote = new HttpRemote(server.url, { leastRate: TINY_RATE });
    t.teardown(() => remote.close());
    await t.throwsAsync(remote.readRecord(KEY), { code: 'REMOTE_FAILED', message });
    await t.throwsAsync(remote.checkBlob({ digest: KEY, size: 60_000 }, { whole: false }), { message });
  });
}

test('a server that takes an upload a byte at a time is given up in time', async (t) => {
  const [first] = await makeTwo(t);
  const path = await first.write('large', 'x'.repeat(20_000_000)).then(() => first.path('large'));
  const server = await startCacheServer(t);
  server.lie = (request) => {
    request.socket.pause();
    return true;
  };
  const remote = new HttpRemote(server.url, { leastRate: TINY_RATE });
  t.teardown(() => remote.close());
  await t.throwsAsync(remote.writeBlob({ digest: KEY, size: 20_000_000 }, path), {
    code: 'REMOTE_FAILED',
    message: /100 ms/,
  });
});

const FILE = 'w'.repeat(100);
const LARGE = 'l'.repeat(200_000);

async function makeMixed(t: ExecutionContext): Promise<[Project, Project]> {
  const first = await makeProject(t);
  await first.writePipeline({
    make: {
      command: `printf '${FILE}' > \${output.out}/small; head -c ${LARGE.length} /dev/zero | tr '\\0' l > \${output.out}/large`,
      outputs: ['out'],
    },
  });
  const second = await makeProject(t);
  await cp(first.folder, second.folder, { recursive: true });
  await first.run();
  return [first, second];
}

const isRecord = (content: Buffer): boolean => content.toString('utf8', 0, 1) === '{';
const PARTS: Readonly<Record<string, (path: string, content: Buffer) => boolean>> = {
  'the action entry': (path) => path.includes('/ac/'),
  'the record': (path, content) => path.includes('/cas/') && isRecord(content),
  'a small file': (_path, content) => content.toString() === FILE,
  'a large file': (_path, content) => content.toString() === LARGE,
};
const HARMS: Readonly<Record<string, (content: Buffer) => Buffer | undefined>> = {
  'cut short': (content) => content.subarray(0, 20),
  emptied: () => Buffer.alloc(0),
  gone: () => undefined,
  'replaced by a page': () => Buffer.from('<html>log in</html>'),
};

for (const [part, isPart] of Object.entries(PARTS)) {
  for (const [harm, damage] of Object.entries(HARMS)) {
    test(`on a server, ${part} that is ${harm} is replaced by a push`, async (t) => {
      const [first, second] = await makeMixed(t);
      const { url, files } = await startCacheServer(t);
      await sync(first, 'push', url);
      const found = [...files].filter(([path, content]) => isPart(path, content));
      t.is(found.length, 1);
      for (const [path, content] of found) {
        const damaged = damage(content);
        if (damaged === undefined) files.delete(path);
        else files.set(path, damaged);
      }
      t.deepEqual(statesOf(await sync(first, 'push', url, { dryRun: true })), { make: 'copied' });
      t.deepEqual(statesOf(await sync(first, 'push', url)), { make: 'copied' });
      t.deepEqual(statesOf(await sync(first, 'push', url)), { make: 'there' });
      t.deepEqual(statesOf(await sync(second, 'pull', url)), { make: 'copied' });
    });
  }
}

test('of a healthy result on a server, a push reads the small files and asks for the length of large ones', async (t) => {
  const [first] = await makeMixed(t);
  const server = await startCacheServer(t);
  await sync(first, 'push', server.url);
  server.requests.length = 0;
  await sync(first, 'push', server.url);
  t.is(server.requests.filter((request) => request.startsWith('HEAD /cas/')).length, 1);
  t.false(server.requests.some((request) => request.startsWith('PUT')));
});

test('a bit that flipped in a large file on a server is found and replaced with --verify', async (t) => {
  const [first, second] = await makeMixed(t);
  const { url, files } = await startCacheServer(t);
  await sync(first, 'push', url);
  const [path] = [...files].find(([, content]) => content.length === LARGE.length) ?? [''];
  files.set(path, Buffer.from(`m${LARGE.slice(1)}`));
  t.deepEqual(statesOf(await sync(first, 'push', url, { verify: true })), { make: 'copied' });
  t.is(files.get(path)?.toString(), LARGE);
  t.deepEqual(statesOf(await sync(second, 'pull', url)), { make: 'copied' });
});

for (const [harm, damage] of Object.entries(HARMS)) {
  test(`in a folder, whatever is ${harm} is replaced by a push`, async (t) => {
    const [first, second] = await makeMixed(t);
    const remote = (await makeProject(t)).path('shared');
    await sync(first, 'push', remote);
    for (const path of await listBelow(remote, ['objects', 'actions'])) {
      const content = await readFile(path);
      const damaged = damage(content);
      await rm(path);
      if (damaged !== undefined) await writeFile(path, damaged);
      // An empty log is as it was when it is emptied or cut short.
      const state = damaged?.equals(content) ? 'there' : 'copied';
      t.deepEqual(statesOf(await sync(first, 'push', remote)), { make: state }, path);
    }
    t.deepEqual(statesOf(await sync(first, 'push', remote)), { make: 'there' });
    t.deepEqual(statesOf(await sync(second, 'pull', remote)), { make: 'copied' });
  });
}

test('a folder in the place of a file or a record of the other cache is replaced by a push', async (t) => {
  const [first, second] = await makeMixed(t);
  const remote = (await makeProject(t)).path('shared');
  await sync(first, 'push', remote);
  for (const path of await listBelow(remote, ['objects', 'actions'])) {
    await rm(path);
    await mkdir(path);
    t.deepEqual(statesOf(await sync(first, 'push', remote)), { make: 'copied' }, path);
  }
  t.deepEqual(statesOf(await sync(second, 'pull', remote)), { make: 'copied' });
});

const FALSE_SERVERS: Readonly<Record<string, Lie>> = {
  'answers everything with a log-in page': (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>log in</html>');
    return true;
  },
  'takes everything and keeps nothing': ({ method }, response) => {
    response.writeHead(method === 'PUT' ? 200 : 404).end();
    return true;
  },
  'keeps files but no actions': ({ url = '', method }, response) => {
    if (!url.startsWith('/ac/')) return false;
    response.writeHead(method === 'PUT' ? 200 : 404).end();
    return true;
  },
};

for (const [kind, lie] of Object.entries(FALSE_SERVERS)) {
  test(`a push to a server that ${kind} fails, and says so`, async (t) => {
    const [first, second] = await makeMixed(t);
    const server = await startCacheServer(t);
    server.lie = (request, response) => lie(request, response, server);
    const { actions } = await sync(first, 'push', server.url);
    t.is(actions[0]?.state, 'failed');
    t.regex(actions[0]?.message ?? '', /gives something else back; is it a Bazel cache server/);
    t.not(statesOf(await sync(second, 'pull', server.url)).make, 'copied');
  });
}

test('a server that keeps a damaged file, whatever is put there, makes a push fail', async (t) => {
  const [first] = await makeMixed(t);
  const server = await startCacheServer(t);
  await sync(first, 'push', server.url);
  const [path] = [...server.files].find(([, content]) => content.toString() === FILE) ?? [''];
  server.files.set(path, Buffer.from('damage'));
  server.lie = ({ method, url }, response) => {
    if (method !== 'PUT' || url !== path) return false;
    response.end();
    return true;
  };
  const { actions } = await sync(first, 'push', server.url);
  t.is(actions[0]?.state, 'failed');
  t.regex(actions[0]?.message ?? '', /took the file [0-9a-f]{64} and gives something else back/);
});

for (const place of [
  's3://bucket/x',
  'S3://b',
  'htps://cache.example.org/',
  'ftp://h/x',
  'gs://b',
  'http:/h',
  'file:///x',
  'me@host:cache',
]) {
  test(`the address ${place} is an error however it is named, and makes no folder`, async (t) => {
    const project = await makeProject(t);
    await project.writePipeline(STAGES, { remote: place });
    const expected = { code: 'REMOTE_UNSUPPORTED', message: /of no kind that we know/ };
    await t.throwsAsync(sync(project, 'push', place), expected);
    const graph = await loadPipeline({ baseDir: project.folder });
    await t.throwsAsync(syncCache(graph, { direction: 'pull', dryRun: true }), expected);
    t.deepEqual(
      (await readdir(project.folder)).filter((name) => name.includes(':')),
      [],
    );
  });
}

test('a folder with a colon in its name is a remote when it is written as a path', async (t) => {
  const [first] = await makeTwo(t);
  t.deepEqual(statesOf(await sync(first, 'push', './a:b')), ALL('copied'));
  t.true((await readdir(first.folder)).includes('a:b'));
});

test('an unsupported address is named without its password', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  const error = await t.throwsAsync(sync(project, 'push', 'ftp://me:secret@host/x'));
  t.notRegex(error?.message ?? '', /secret/);
});

test('a damaged file of ours does not go out', async (t) => {
  const [first] = await makeTwo(t);
  const { url, files } = await startCacheServer(t);
  for (const path of await first.blobs()) {
    await rm(path);
    await first.write(path.slice(first.folder.length + 1), 'damage');
  }
  await t.throwsAsync(sync(first, 'push', url), { message: /other content than its name says; given up/ });
  t.is(files.size, 0);
});

test('without a remote the request is wrong', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  const graph = await loadPipeline({ baseDir: project.folder });
  await t.throwsAsync(syncCache(graph, { direction: 'pull', dryRun: true }), {
    code: 'REMOTE_UNKNOWN',
  });
  await project.writePipeline(STAGES, { remote: 'shared' });
  const named = await loadPipeline({ baseDir: project.folder });
  t.is((await syncCache(named, { direction: 'pull', dryRun: true })).remote, 'shared');
});
