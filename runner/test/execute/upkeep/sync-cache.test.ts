import { createHash } from 'node:crypto';
import { cp, readdir, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import test, { type ExecutionContext } from 'ava';
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

test('a server that says nothing is given up in time', async (t) => {
  const server = await startCacheServer(t);
  server.lie = () => true;
  const remote = new HttpRemote(server.url, { silenceMs: 50 });
  t.teardown(() => remote.close());
  await t.throwsAsync(remote.hasRecord('a'.repeat(64) as never), {
    code: 'REMOTE_FAILED',
    message: /nothing was heard for 50 ms/,
  });
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
