import test from 'ava';
import { findCompiler, findPip } from '../../src/engines/find-tools.ts';
import { makeFolder, makeProgram } from './temporary-folder.ts';

test('pip of python3 is preferred', async (t) => {
  const folder = await makeFolder(t);
  await makeProgram(folder, 'pip3', '');
  await makeProgram(folder, 'python3', '');
  t.deepEqual(await findPip({ PATH: folder }), ['python3', '-m', 'pip']);
});

test('a Python without pip does not hide a pip3', async (t) => {
  const folder = await makeFolder(t);
  await makeProgram(folder, 'python3', 'process.exit(1);');
  await makeProgram(folder, 'pip3', '');
  t.deepEqual(await findPip({ PATH: folder }), ['pip3']);
});

test('no pip is an error that says what to install', async (t) => {
  const folder = await makeFolder(t);
  const error = await t.throwsAsync(findPip({ PATH: folder }), { code: 'ENGINE_PIP_MISSING' });
  t.regex((error as unknown as { hint: string }).hint, /Install Python with pip/);
});

test('CXX is preferred, with its arguments', async (t) => {
  const folder = await makeFolder(t);
  await makeProgram(folder, 'c++', '');
  await makeProgram(folder, 'my-compiler', '');
  t.deepEqual(await findCompiler({ PATH: folder, CXX: 'my-compiler -m64' }), ['my-compiler', '-m64']);
  t.deepEqual(await findCompiler({ PATH: folder, CXX: 'absent' }), ['c++']);
});

test('no compiler is an error that says what to install', async (t) => {
  const folder = await makeFolder(t);
  const error = await t.throwsAsync(findCompiler({ PATH: folder }), { code: 'ENGINE_COMPILER_MISSING' });
  t.regex((error as unknown as { hint: string }).hint, /Install one/);
});
