import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import { readEngineChoice } from '../../src/engines/engine-choice.ts';
import { EngineError } from '../../src/engines/errors.ts';
import { foretellChoice } from '../../src/engines/foretell-choice.ts';
import { listEngines, loadEngine, relu } from '../../src/engines/index.ts';
import { findRecentFailure, rememberFailure } from '../../src/engines/recent-failure.ts';

// A machine where TensorFlow is not installed and cannot be: no compiler, no pip.
const folder = mkdtempSync(join(tmpdir(), 'engines-'));
test.before(() => {
  mkdirSync(join(folder, 'bin'));
  Object.assign(process.env, {
    PIPELINE_ENGINE_DIR: join(folder, 'engines'),
    PATH: join(folder, 'bin'),
    CXX: '',
  });
  delete process.env.PIPELINE_ENGINE;
});
test.after.always(() => rmSync(folder, { recursive: true, force: true }));
test.serial.afterEach(() => {
  delete process.env.PIPELINE_ENGINE;
});

test.serial('a named engine that is missing is an error that says what to install', async (t) => {
  process.env.PIPELINE_ENGINE = 'tensorflow';
  const error = await t.throwsAsync(loadEngine({ threads: 1, gpus: 0 }), {
    code: 'ENGINE_COMPILER_MISSING',
  });
  t.regex((error as EngineError).hint ?? '', /Install/);
});

test.serial('another name is refused', (t) => {
  const error = t.throws(() => readEngineChoice({ PIPELINE_ENGINE: 'cpu' }), { code: 'ENGINE_UNKNOWN' });
  t.regex((error as EngineError).hint ?? '', /auto, tensorflow, wasm/);
  t.is(readEngineChoice({ PIPELINE_ENGINE: '' }), 'auto');
});

test.serial('the list foretells wasm, and why not tensorflow', async (t) => {
  const engines = await listEngines();
  t.like(
    engines.find(({ name }) => name === 'wasm'),
    { works: true, version: '4.22.0' },
  );
  const { engine, reason } = await foretellChoice(engines);
  t.is(engine, 'wasm');
  t.regex(reason, /compiler/);
});

test.serial('a slow failure is not repeated for an hour; a quick one is not kept', async (t) => {
  const hourMs = 60 * 60 * 1000;
  const nowMs = Date.now();
  const fail = (code: 'ENGINE_DOWNLOAD_FAILED' | 'ENGINE_PIP_MISSING') =>
    new EngineError(code, `It was ${code}.`, { hint: 'Do something.' });
  await rememberFailure(fail('ENGINE_PIP_MISSING'), undefined, nowMs);
  t.is(await findRecentFailure(nowMs), undefined);
  await rememberFailure(fail('ENGINE_DOWNLOAD_FAILED'), undefined, nowMs);
  t.like(await findRecentFailure(nowMs + hourMs - 1), {
    code: 'ENGINE_DOWNLOAD_FAILED',
    message: 'It was ENGINE_DOWNLOAD_FAILED.',
  });
  t.is(await findRecentFailure(nowMs + hourMs + 1), undefined);
  t.is(await findRecentFailure(nowMs - 1), undefined);
});

test.serial('auto takes wasm, and logs which engine it is and why', async (t) => {
  const lines: string[] = [];
  const options = { threads: 2, gpus: 0, log: (line: string) => void lines.push(line) };
  const engine = await loadEngine(options);
  t.like(engine.describe(), { engine: 'wasm', engineVersion: '4.22.0', device: 'cpu', threads: 1 });
  t.regex(lines.join('\n'), /wasm 4\.22\.0.*TensorFlow cannot be had: It was ENGINE_DOWNLOAD_FAILED/);
  t.is(await loadEngine({ ...options, threads: 1 }), engine);
  t.deepEqual([...relu(tf.tensor1d([-1, 2])).dataSync()], [0, 2]);
});
