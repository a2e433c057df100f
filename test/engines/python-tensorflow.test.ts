import test from 'ava';
import { findPythonTensorflow, isSupported } from '../../src/engines/python-tensorflow.ts';
import { makeFolder, makeProgram } from './temporary-folder.ts';

const answer = (version: string) =>
  `console.log(JSON.stringify({ library: '/site/tensorflow', version: '${version}' }));`;

test("a Python's TensorFlow is found", async (t) => {
  const folder = await makeFolder(t);
  await makeProgram(folder, 'python3', answer('2.16.2'));
  t.deepEqual(await findPythonTensorflow({ PATH: folder }), {
    library: '/site/tensorflow',
    version: '2.16.2',
  });
});

test('python is asked where python3 has none, or one that is too old', async (t) => {
  const folder = await makeFolder(t);
  await makeProgram(folder, 'python', answer('2.19.0'));
  for (const script of ['process.exit(1);', answer('2.4.1')]) {
    await makeProgram(folder, 'python3', script);
    t.is((await findPythonTensorflow({ PATH: folder }))?.version, '2.19.0');
  }
});

test('no Python, no TensorFlow', async (t) => {
  t.is(await findPythonTensorflow({ PATH: await makeFolder(t) }), undefined);
});

test('versions from 2.13 on have what the binding needs', (t) => {
  t.deepEqual(['1.15.0', '2.9.1', '2.13.0', '2.21.0'].map(isSupported), [false, false, true, true]);
});
