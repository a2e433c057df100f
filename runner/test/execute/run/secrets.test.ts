import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { Secrets } from '../../../src/execute/executors/secrets.ts';
import { makeProject } from '../project.ts';

const SECRET = 'hunter2-$x"é';
process.env.TEST_DEPLOY_TOKEN = SECRET;

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}

test('a passEnv variable reaches a command and a program, and is kept nowhere', async (t) => {
  const project = await makeProject(t);
  await project.write(
    'p.mjs',
    `import { writeFile } from 'node:fs/promises';
    export default async ({ outputs, log, provenance }) => {
      console.log('token', process.env.TEST_DEPLOY_TOKEN);
      log.info(process.env.TEST_DEPLOY_TOKEN);
      provenance.record({ used: 'with ' + process.env.TEST_DEPLOY_TOKEN });
      await writeFile(outputs.o + '/x', String(process.env.TEST_DEPLOY_TOKEN.length));
    };`,
  );
  await project.write(
    'bad.mjs',
    "export default () => { throw new Error('refused ' + process.env.TEST_DEPLOY_TOKEN); };",
  );
  const passEnv = ['TEST_DEPLOY_TOKEN'];
  await project.writePipeline({
    c: {
      command: 'echo "$TEST_DEPLOY_TOKEN"; echo ${#TEST_DEPLOY_TOKEN} > ${output.o}/x',
      passEnv,
      outputs: ['o'],
    },
    p: { program: 'p.mjs', passEnv, outputs: ['o'] },
    bad: { program: 'bad.mjs', passEnv, retries: 1, outputs: ['o'] },
    badCommand: { command: 'echo "no $TEST_DEPLOY_TOKEN" >&2; exit 3', passEnv, outputs: ['o'] },
  });
  const report = await project.run({ keepGoing: true });
  t.deepEqual(report.outcomes, { c: 'executed', p: 'executed', bad: 'failed', badCommand: 'failed' });
  t.is((await project.artifact('p', 'o', 'x')).trim(), String(SECRET.length));
  for (const one of ['hunter2', JSON.stringify(SECRET).slice(1, -1)]) {
    t.deepEqual([...filesWith(project.path('cache'), one), ...filesWith(project.path('artifacts'), one)], []);
    t.false(JSON.stringify(report.events).includes(one));
    for (const id of ['c', 'p', 'bad']) t.false(JSON.stringify(await project.explain(id)).includes(one));
  }
  t.regex(JSON.stringify(report.events), /refused \*\*\*/);
  process.env.TEST_DEPLOY_TOKEN = 'another';
  t.is((await project.run({ keepGoing: true })).outcomes.c, 'up-to-date');
});

test('a secret by its name under env is a notice that names passEnv', async (t) => {
  const project = await makeProject(t);
  const env = ['A_TOKEN', 'MY_KEY', 'DB_PASSWORD_1', 'SECRET_X', 'KEYBOARD', 'HOME_DIR'];
  await project.writePipeline({ a: { command: 'true > ${output.o}/x', env, outputs: ['o'] } });
  const { events } = await project.run();
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
  t.is(notices.length, 4);
  t.true(notices.every((message) => message.includes('"passEnv"')));
});

test('a variable is under env or under passEnv', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({ a: { command: 'true', env: ['X'], passEnv: ['X'], outputs: ['o'] } });
  await t.throwsAsync(project.run(), { message: /is under "env" too/ });
});

test('the longest secret is masked first, and the lines of a long one too', (t) => {
  const secrets = new Secrets(['A', 'B', 'C', 'D'], {
    A: 'abc',
    B: 'abcdef',
    C: 'line one of it\nx\nline two of it',
    D: '',
  });
  t.is(secrets.mask('abcdef abc line two of it x'), '*** *** *** x');
});
