import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import test from 'ava';
import type { DownloadParams } from '../../src/generated/stages/download.ts';
import download from '../../stages/download.ts';
import { createStageContext, makeFolders } from './study-context.ts';
import { writeSquares } from './study-data.ts';

test.serial(
  "npy: the user's files, relative to the pipeline's folder, are copied and their digests recorded",
  async (t) => {
    const { base, raw } = await makeFolders(t, 'base', 'raw');
    await writeSquares(base, 10);
    const params = { dataset: 'npy', images: 'images.npy', labels: 'labels.npy' };
    const { context } = createStageContext<DownloadParams>({
      params,
      outputs: { raw },
      baseDir: base,
      checkpointFolder: join(base, 'checkpoint'),
    });
    await download(context);
    t.deepEqual((await readdir(raw)).sort(), ['images.npy', 'labels.npy', 'source.json']);
    t.deepEqual(await readFile(join(raw, 'images.npy')), await readFile(join(base, 'images.npy')));
    const source = JSON.parse(await readFile(join(raw, 'source.json'), 'utf8'));
    t.regex(source.files['labels.npy'], /^[0-9a-f]{64}$/);
  },
);

test.serial(
  'mnist: PIPELINE_DATA_MIRROR is asked, and files that are not MNIST are named and refused',
  async (t) => {
    const { base, raw, mirror } = await makeFolders(t, 'base', 'raw', 'mirror');
    await mkdir(join(mirror, 'mnist'));
    await writeFile(join(mirror, 'mnist', 'train-images-idx3-ubyte.gz'), gzipSync('not digits'));
    // Every other source is out of reach: the first file is refused before the network is asked for a second.
    const abort = new AbortController();
    const { context, reports } = createStageContext<DownloadParams>({
      params: { dataset: 'mnist' },
      outputs: { raw },
      checkpointFolder: join(base, 'checkpoint'),
      signal: abort.signal,
    });
    const log = {
      ...context.log,
      warn: (message: string) => {
        context.log.warn(message);
        abort.abort(new Error('seen enough'));
      },
    };
    process.env.PIPELINE_DATA_MIRROR = mirror;
    t.teardown(() => {
      delete process.env.PIPELINE_DATA_MIRROR;
    });
    await t.throwsAsync(download({ ...context, log }), { message: 'seen enough' });
    t.is(reports.warnings.length, 1);
    t.true(reports.warnings[0]!.startsWith(join(mirror, 'mnist', 'train-images-idx3-ubyte.gz')));
    t.regex(reports.warnings[0]!, /has SHA-256 [0-9a-f]{64}, expected ba891046/);
    t.deepEqual(await readdir(raw), []);
  },
);
