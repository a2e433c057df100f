import test from 'ava';
import { PipelineError } from '../../src/base/errors.ts';
import { renderError } from '../../src/cli/render-error.ts';
import { createTestTerminal } from './test-terminal.ts';

function render(
  error: unknown,
  environment: Record<string, string> = {},
): { exitCode: number; text: string } {
  const { terminal, written } = createTestTerminal({ environment });
  const exitCode = renderError(error, terminal);
  return { exitCode, text: written.stderr };
}

test('a known error shows its message and its hint, and ends with its own exit code', (t) => {
  const error = new PipelineError('X', 'There is no stage here.', { exitCode: 2, hint: 'pipeline init' });
  t.deepEqual(render(error), { exitCode: 2, text: 'There is no stage here.\nhint: pipeline init\n' });
});

test('a known error without a hint is its message alone', (t) => {
  t.deepEqual(render(new PipelineError('X', 'It failed.')), { exitCode: 1, text: 'It failed.\n' });
});

test('an error of a package that was built apart is known too', async (t) => {
  const another: string = '../../src/base/errors.ts?another';
  const { PipelineError: Other } = (await import(another)) as typeof import('../../src/base/errors.ts');
  const error = new Other('ENGINE_PIP_MISSING', 'pip is missing.', { hint: 'install python3-pip' });
  t.false(error instanceof PipelineError);
  t.deepEqual(render(error), { exitCode: 1, text: 'pip is missing.\nhint: install python3-pip\n' });
});

test("a system error is shown in the system's words", (t) => {
  const error = Object.assign(new Error("EACCES: permission denied, open 'x'"), {
    code: 'EACCES',
    syscall: 'open',
  });
  t.deepEqual(render(error), { exitCode: 1, text: "EACCES: permission denied, open 'x'\n" });
});

test('anything else says that it is a bug, without a stack', (t) => {
  const { exitCode, text } = render(new TypeError('x is undefined'));
  t.is(exitCode, 1);
  t.regex(text, /^This is a bug in the pipeline command: x is undefined\nhint: .*PIPELINE_DEBUG=1/);
  t.notRegex(text, /^\s+at /m);
});

test('PIPELINE_DEBUG adds the stack, with causes', (t) => {
  const error = new PipelineError('X', 'It failed.', { cause: new Error('the reason') });
  const { text } = render(error, { PIPELINE_DEBUG: '1' });
  t.regex(text, /^It failed\.\n[\s\S]*\n\s+at [\s\S]*caused by: Error: the reason\n\s+at /);
});
