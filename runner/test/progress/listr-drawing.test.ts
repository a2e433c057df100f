import { execFile } from 'node:child_process';
import { promisify, stripVTControlCharacters } from 'node:util';
import test from 'ava';

/** Everything up to the last time that the list was erased. */
const ERASED = new RegExp(`^[\\s\\S]*${String.fromCharCode(27)}\\[G`);

test('what stays on the terminal is a line for each stage, notices, failures and the summary', async (t) => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'runner/test/progress/draw-list.ts'],
    {
      env: { ...process.env, LISTR_FORCE_TTY: '1', LISTR_FORCE_UNICODE: '1' },
    },
  );
  t.deepEqual(stripVTControlCharacters(stdout.replace(ERASED, '')).trimEnd().split('\n'), [
    '✔ download  1/1  1 up to date',
    '✖ train     2/2  1 failed, 1 executed',
    '↓ plot      1/1  1 skipped',
    '◼ report    0/1',
    '',
    '› engine tensorflow',
    'train/a: failed after 0 ms',
    '  boom',
    'interrupted: 1 failed in 0 ms',
  ]);
});
