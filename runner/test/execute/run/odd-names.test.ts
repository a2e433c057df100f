import test from 'ava';
import fc from 'fast-check';
import { makeProject } from '../project.ts';

const name = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'length',
);
/** Names that pipeline.json allows: __proto__ is none of them. */
const declared = fc.constantFrom('constructor', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf');

test('files, outputs, params, axes, variables and stages may be named as what every object has', async (t) => {
  await fc.assert(
    fc.asyncProperty(name, declared, declared, async (file, stage, output) => {
      const project = await makeProject(t);
      const command = [
        `cat ${file} > \${output.${output}}/${file}`,
        `mkdir \${output.${output}}/d; echo 1 > \${output.${output}}/d/${file}`,
        `echo \${axis.${stage}} \${params.${output}} "\${${file}:-unset}" > \${output.${output}}/said`,
      ].join('; ');
      const first = {
        command,
        files: [file],
        env: [file],
        axes: { [stage]: [file] },
        params: { [output]: file },
        outputs: [output],
      };
      const second = {
        command: `cat \${input.${output}}/${file} > \${output.${output}}/${file}`,
        inputs: { [output]: `${stage}/${output}` },
        outputs: [output],
      };
      await project.write(file, '1\n');
      await project.writePipeline({ [stage]: first, reader: second });
      const id = `${stage}/${file}`;
      const run = async () => (await project.run()).outcomes;
      t.deepEqual(await run(), { [id]: 'executed', reader: 'executed' });
      t.is(await project.artifact(id, output, 'said'), `${file} ${file} unset\n`);
      t.deepEqual(await run(), { [id]: 'up-to-date', reader: 'up-to-date' });
      await project.write(file, '2\n');
      t.deepEqual(await run(), { [id]: 'executed', reader: 'executed' });
      t.is(await project.artifact('reader', output, file), '2\n');
      await project.write(`artifacts/${id}/${output}/${file}`, 'edited');
      t.is((await run())[id], 'restored');
      t.is(await project.artifact(id, output, file), '2\n');
    }),
    { numRuns: 6, examples: [['__proto__', 'constructor', 'toString']] },
  );
});

test('a program may be named so, and write such files', async (t) => {
  const project = await makeProject(t);
  for (const program of ['constructor', '__proto__.mjs', 'toString.mjs']) {
    const source = `import { writeFile } from 'node:fs/promises';
      export default ({ outputs }) => writeFile(outputs.valueOf + '/__proto__', 'x');`;
    await project.write(program === 'constructor' ? 'constructor.mjs' : program, source);
    await project.writePipeline({
      a: { program: program === 'constructor' ? './constructor.mjs' : program, outputs: ['valueOf'] },
    });
    const { outcomes } = await project.run();
    t.true(['executed', 'restored', 'up-to-date'].includes(outcomes.a ?? ''));
    t.is(await project.artifact('a', 'valueOf', '__proto__'), 'x');
  }
});
