import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { findBackendPackage } from '../../src/engines/backend-package.ts';
import { nameEngineFolder } from '../../src/engines/engine-folder.ts';
import { installEngine, listEngines } from '../../src/engines/index.ts';
import { findRelease } from '../../src/engines/release.ts';
import { makeFolder, makeProgram } from './temporary-folder.ts';

// Serial: what is installed depends on the environment of this process.

const original = { ...process.env };

/** A machine with an empty PATH and no engine, for one test. */
async function makeMachine(t: ExecutionContext): Promise<string> {
  const folder = await makeFolder(t);
  process.env.PIPELINE_ENGINE_DIR = join(folder, 'engines');
  process.env.PATH = folder;
  delete process.env.CXX;
  return folder;
}

test.afterEach.always(() => {
  for (const name of ['PIPELINE_ENGINE_DIR', 'PATH', 'CXX']) {
    if (original[name] === undefined) delete process.env[name];
    else process.env[name] = original[name];
  }
});

/** A pip whose `download` runs `script`, with the destination folder in `dest`. */
function makePip(folder: string, script: string): Promise<void> {
  return makeProgram(
    folder,
    'pip3',
    `if (process.argv[2] === 'download') {
      const dest = process.argv[process.argv.indexOf('--dest') + 1];
      ${script}
    }`,
  );
}

test.serial('without a compiler nothing is downloaded', async (t) => {
  await makePip(await makeMachine(t), 'throw new Error("downloaded");');
  await t.throwsAsync(installEngine(), { code: 'ENGINE_COMPILER_MISSING' });
});

test.serial('without pip the error says so', async (t) => {
  await makeProgram(await makeMachine(t), 'c++', '');
  await t.throwsAsync(installEngine(), { code: 'ENGINE_PIP_MISSING' });
});

test.serial('a failed download carries what pip said, and leaves nothing', async (t) => {
  const folder = await makeMachine(t);
  await makeProgram(folder, 'c++', '');
  await makePip(folder, 'console.error("THESE PACKAGES DO NOT MATCH THE HASHES"); process.exit(1);');
  await t.throwsAsync(installEngine(), {
    code: 'ENGINE_DOWNLOAD_FAILED',
    message: /DO NOT MATCH THE HASHES/,
  });
  t.deepEqual(await readdir(join(folder, 'engines')), []);
});

test.serial('a wheel that is no archive is a failed download', async (t) => {
  const folder = await makeMachine(t);
  await makeProgram(folder, 'c++', '');
  await makePip(
    folder,
    'const fs = require("fs"); fs.mkdirSync(dest); fs.writeFileSync(dest + "/a.whl", "text");',
  );
  await t.throwsAsync(installEngine(), { code: 'ENGINE_DOWNLOAD_FAILED', message: /not a zip archive/ });
  t.deepEqual(await readdir(join(folder, 'engines')), []);
});

/** An empty zip archive, as a wheel. */
const emptyWheel =
  'const fs = require("fs"); fs.mkdirSync(dest); fs.writeFileSync(dest + "/a.whl", "PK\\x05\\x06" + "\\0".repeat(18), "latin1");';

test.serial('a failed compilation carries what the compiler said, and leaves nothing', async (t) => {
  const folder = await makeMachine(t);
  await makePip(folder, emptyWheel);
  await makeProgram(
    folder,
    'c++',
    'if (process.argv[2] !== "--version") { console.error("c_api.h: No such file"); process.exit(1); }',
  );
  await t.throwsAsync(installEngine(), { code: 'ENGINE_COMPILE_FAILED', message: /c_api\.h: No such file/ });
  t.deepEqual(await readdir(join(folder, 'engines')), []);
});

test.serial('what does not work is not installed', async (t) => {
  const folder = await makeMachine(t);
  await makePip(folder, emptyWheel);
  await makeProgram(
    folder,
    'c++',
    'const o = process.argv.indexOf("-o"); if (o > 0) require("fs").writeFileSync(process.argv[o + 1], "no library");',
  );
  const messages: string[] = [];
  const installing = installEngine({ onProgress: ({ message }) => messages.push(message) });
  await t.throwsAsync(installing, { code: 'ENGINE_PROBE_FAILED' });
  t.true(messages.some((message) => message.startsWith('Unpacking')));
  t.deepEqual(await readdir(join(folder, 'engines')), []);
});

test.serial('what killed installations left is swept away', async (t) => {
  const folder = await makeMachine(t);
  await makeProgram(folder, 'c++', '');
  await makePip(folder, 'process.exit(1);');
  const { version } = findRelease(process.platform, process.arch, 'cpu')!;
  const name = nameEngineFolder({ device: 'cpu', version, bindingVersion: findBackendPackage().version });
  await mkdir(join(folder, 'engines', `${name}.staging-dead`, 'downloads'), { recursive: true });
  await t.throwsAsync(installEngine());
  t.deepEqual(await readdir(join(folder, 'engines')), []);
});

test.serial('a folder that cannot be written is named', async (t) => {
  const folder = await makeMachine(t);
  await writeFile(join(folder, 'file'), '');
  process.env.PIPELINE_ENGINE_DIR = join(folder, 'file', 'engines');
  const error = await t.throwsAsync(installEngine(), { code: 'ENGINE_FOLDER_UNWRITABLE' });
  t.regex((error as unknown as { hint: string }).hint, /PIPELINE_ENGINE_DIR/);
});

test.serial('the list says what is not installed, and why', async (t) => {
  await makeMachine(t);
  const [tensorflow, gpu] = await listEngines();
  t.like(tensorflow, { name: 'tensorflow', works: false });
  t.regex(tensorflow!.reason!, /compiler/);
  t.like(gpu, { name: 'tensorflow-gpu', works: false });
  t.truthy(gpu!.reason);
});
