import { readdir, readFile } from 'node:fs/promises';
import test from 'ava';

async function listFolders(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

test('CONTRIBUTING.md has a row for every room, and no other', async (t) => {
  const page = await readFile('CONTRIBUTING.md', 'utf8');
  const [, runner = '', study = ''] = /The runner,([\s\S]*?)The study,([\s\S]*?)And around them/.exec(page)!;
  const listRows = (part: string) =>
    [...part.matchAll(/^\| `([\w/-]+)` \|/gm)].map(([, room]) => room!).sort();
  const runnerRooms = (await listFolders('runner/src')).filter((room) => room !== 'execute');
  const executeRooms = (await listFolders('runner/src/execute')).map((room) => `execute/${room}`);
  t.deepEqual(listRows(runner), [...runnerRooms, ...executeRooms].sort());
  t.deepEqual(listRows(study), (await listFolders('src')).sort());
});

test('the README can be read in three minutes', async (t) => {
  const lines = (await readFile('README.md', 'utf8')).trimEnd().split('\n');
  t.true(lines.length <= 120, `${lines.length} lines`);
});
