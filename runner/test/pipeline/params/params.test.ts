import path from 'node:path';
import test from 'ava';
import { formatProblems } from '../../../src/pipeline/document/problem.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';
import {
  actionOf,
  createFolder,
  type Files,
  findProblems,
  loadFiles,
  messageOf,
  pipelineOf,
} from '../pipeline-folder.ts';

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://example.org/train.schema.json',
  type: 'object',
  required: ['model'],
  additionalProperties: false,
  properties: {
    model: { enum: ['lenet', 'alexnet'] },
    epochs: { type: 'integer', minimum: 1, default: 10 },
    rate: { type: 'number', exclusiveMinimum: 0 },
    settings: {
      type: 'object',
      additionalProperties: false,
      properties: { alpha: { type: 'number', default: 0.5 }, steps: { type: 'integer' } },
    },
    weights: { type: 'string', inputFile: true },
    images: { type: 'array', items: { type: 'string', inputFile: true } },
    threads: { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'auto' }] },
  },
};

function study(params: object, rest: object = {}, files: Files = {}): Files {
  return {
    'pipeline.json': pipelineOf({
      train: { program: 'stages/train.ts', outputs: ['model'], params, ...rest },
    }),
    'stages/train.ts': '',
    'schemas/stages/train.schema.json': schema,
    ...files,
  };
}

test('defaults of the schema are filled in, also inside of objects', async (t) => {
  const graph = await loadFiles(t, study({ model: 'lenet', settings: { steps: 2 } }));
  t.deepEqual(actionOf(graph, 'train').params, {
    model: 'lenet',
    epochs: 10,
    settings: { steps: 2, alpha: 0.5 },
  });
});

test('defaults filled in for one action do not reach another', async (t) => {
  const axes = {
    model: [
      { name: 'lenet', settings: {} },
      { name: 'alexnet', settings: { alpha: 1 } },
    ],
  };
  const params = { model: '${axis.model}', settings: '${axis.model.settings}' };
  const graph = await loadFiles(t, study(params, { axes }));
  t.deepEqual(actionOf(graph, 'train/lenet').params.settings, { alpha: 0.5 });
  t.deepEqual(actionOf(graph, 'train/alexnet').params.settings, { alpha: 1 });
});

test('params are not checked where there is no schema', async (t) => {
  const document = pipelineOf({ s: { program: 'own.js', outputs: ['o'], params: { any: ['thing'] } } });
  const graph = await loadFiles(t, { 'pipeline.json': document, 'own.js': '' });
  t.deepEqual(actionOf(graph, 's').params, { any: ['thing'] });
});

test('files that params name are part of the key', async (t) => {
  const params = { model: 'lenet', weights: 'a.safetensors', images: ['b.npy', 'a.safetensors'] };
  const graph = await loadFiles(t, study(params, { files: ['b.npy'] }, { 'a.safetensors': '', 'b.npy': '' }));
  t.deepEqual(actionOf(graph, 'train').files, ['b.npy', 'a.safetensors']);
});

const fails = test.macro(async (t, files: Files, expected: string) => {
  t.is(formatProblems(await findProblems(t, files)), expected.trim());
});

const header =
  '{ "formatVersion": 1, "stages": { "train": { "program": "stages/train.ts", "outputs": ["model"],';

test(
  'problems of params point at them',
  fails,
  {
    ...study({}),
    'pipeline.json': `${header}\n"params": {\n  "model": "lennet",\n  "epocs": 3,\n  "rate": 0,\n  "settings": { "steps": 1.5 },\n  "threads": 0\n} } } }`,
  },
  `
pipeline.json:3:12 Expected "model" to be one of "lenet", "alexnet", got "lennet"
    "model": "lennet",
             ^^^^^^^^ did you mean "lenet"?

pipeline.json:4:3 Unknown property "epocs" in params of stage "train"
    "epocs": 3,
    ^^^^^^^ did you mean "epochs"?

pipeline.json:5:11 Expected "rate" to be a number > 0, got 0
    "rate": 0,
            ^

pipeline.json:6:26 Expected "settings.steps" to be a whole number, got 1.5
    "settings": { "steps": 1.5 },
                           ^^^

pipeline.json:7:14 Expected "threads" to be a whole number ≥ 1, got 0
    "threads": 0
               ^`,
);

test(
  'a missing param is pointed at by the params, or by the stage that has none',
  fails,
  {
    ...study({}),
    'pipeline.json': `${header}\n"params": {} },\n"again": { "program": "stages/train.ts", "outputs": ["o"] } } }`,
  },
  `
pipeline.json:2:1 Missing property "model" in params of stage "train"
  "params": {} },
  ^^^^^^^^

pipeline.json:3:1 Missing property "model" in params of stage "again"
  "again": { "program": "stages/train.ts", "outputs": ["o"] } } }
  ^^^^^^^`,
);

test(
  'a value that a template put in is reported at the template, with where it stands, once for all actions',
  fails,
  {
    ...study({}),
    'pipeline.json': `${header}
"axes": { "seed": [1, 2], "model": ["lenet",
  { "name": "alexnet", "rate": "fast", "settings": { "stps": 3 } }] },
"exclude": [{ "model": "lenet" }],
"params": { "model": "\${axis.model}",
  "rate": "\${axis.model.rate}",
  "settings": "\${axis.model.settings}"
} } } }`,
  },
  `
pipeline.json:6:11 Expected "rate" to be a number, got "fast" (\${axis.model.rate} of train/1/alexnet, pipeline.json:3:32)
    "rate": "\${axis.model.rate}",
            ^^^^^^^^^^^^^^^^^^^^

pipeline.json:7:15 Unknown property "stps" in "settings" (\${axis.model.settings} of train/1/alexnet, pipeline.json:3:62)
    "settings": "\${axis.model.settings}"
                ^^^^^^^^^^^^^^^^^^^^^^^^ did you mean "steps"?`,
);

test(
  'a file that a param names must be there, inside of the folder',
  fails,
  {
    ...study({}),
    'pipeline.json': `${header}\n"params": { "model": "lenet",\n  "weights": "gone.safetensors",\n  "images": ["../x.npy"] } } } }`,
  },
  `
pipeline.json:3:14 There is no input file "gone.safetensors"
    "weights": "gone.safetensors",
               ^^^^^^^^^^^^^^^^^^

pipeline.json:4:14 The input file "../x.npy" is outside of the pipeline's folder
    "images": ["../x.npy"] } } } }
               ^^^^^^^^^^`,
);

const hasProblem = test.macro(async (t, files: Files, expected: RegExp) => {
  const problems = (await findProblems(t, files)).map(messageOf);
  t.is(problems.length, 1);
  t.regex(problems[0] ?? '', expected);
});

test(
  'a params schema that is no JSON is reported',
  hasProblem,
  study({}, {}, { 'schemas/stages/train.schema.json': '{' }),
  /^schemas\/stages\/train\.schema\.json is not JSON: /,
);

test(
  'a params schema that cannot be compiled is reported',
  hasProblem,
  study({}, {}, { 'schemas/stages/train.schema.json': { properties: { a: { $ref: '#/nowhere' } } } }),
  /^schemas\/stages\/train\.schema\.json is not a JSON Schema \(2020-12\): /,
);

test('paramsSchema names the file, also for commands', async (t) => {
  const stage = {
    command: 'run ${params.epochs}',
    paramsSchema: 'my.json',
    params: { model: 'lenet' },
    outputs: ['o'],
  };
  const graph = await loadFiles(t, { 'pipeline.json': pipelineOf({ s: stage }), 'my.json': schema });
  t.is(actionOf(graph, 's').command, 'run 10');
});

test(
  'a paramsSchema that is not there is reported',
  hasProblem,
  study({}, { paramsSchema: 'gone.json' }),
  /^There is no file "gone\.json"$/,
);
test(
  'a paramsSchema outside of the folder is reported',
  hasProblem,
  study({}, { paramsSchema: '../x.json' }),
  /^The schema "\.\.\/x\.json" is outside of the pipeline's folder$/,
);
test(
  'a program outside of the folder is reported',
  hasProblem,
  study({}, { program: '../x.ts' }),
  /^The program "\.\.\/x\.ts" is outside of the pipeline's folder$/,
);

const installed: Files = {
  'node_modules/some-study/package.json': {
    name: 'some-study',
    exports: { './stages/*': './lib/*.ts', './esm': { import: './lib/train.ts' } },
  },
  'node_modules/some-study/lib/train.ts': '',
  'node_modules/some-study/schemas/stages/train.schema.json': schema,
};

for (const program of ['some-study/stages/train', 'some-study/esm']) {
  test(`the program ${program} of a package has the package's schema`, async (t) => {
    const document = pipelineOf({ s: { program, outputs: ['o'], params: { model: 'lenet' } } });
    const graph = await loadFiles(t, { 'pipeline.json': document, ...installed });
    t.like(actionOf(graph, 's'), { program, params: { epochs: 10 } });
  });
}

test('a package offers its own programs by its name', async (t) => {
  const folder = await createFolder(t, {
    'package.json': { name: 'own-study', exports: { './stages/*': './stages/*.ts' } },
    'stages/train.ts': '',
    'schemas/stages/train.schema.json': schema,
    'study/pipeline.json': pipelineOf({
      s: { program: 'own-study/stages/train', outputs: ['o'], params: { model: 'lenet' } },
    }),
  });
  const graph = await loadPipeline({ baseDir: path.join(folder, 'study') });
  t.is(actionOf(graph, 's').params.epochs, 10);
});

test(
  'a program that the package does not offer is reported',
  hasProblem,
  {
    'pipeline.json': pipelineOf({ s: { program: 'some-study/stages/trian', outputs: ['o'] } }),
    ...installed,
  },
  /^There is no program "some-study\/stages\/trian"/,
);

for (const [program, command] of [
  ['fit.py', 'python3 fit.py'],
  ['fit.sh', 'bash fit.sh'],
  ['FIT.R', 'Rscript FIT.R'],
] as const) {
  for (const isThere of [true, false]) {
    test(`the program ${program}, ${isThere ? 'which is there' : 'which is not there'}, is answered with the command to use`, async (t) => {
      const files: Files = {
        'pipeline.json': JSON.stringify({ formatVersion: 1, stages: { fit: { program, outputs: ['o'] } } }),
        ...(isThere ? { [program]: '' } : {}),
      };
      const error = await t.throwsAsync(loadPipeline({ baseDir: await createFolder(t, files) }));
      t.regex(error?.message ?? '', /pipeline\.json:1:\d+ A program is a TypeScript or JavaScript module/);
      t.true(
        error?.message.includes(`use "command": "${command} …", "files": ["${program}"]`),
        error?.message,
      );
      t.is(error?.message.includes('programs in Python come later'), program.endsWith('.py'));
    });
  }
}
