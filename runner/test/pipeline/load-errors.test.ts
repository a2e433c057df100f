import test from 'ava';
import { formatProblems } from '../../src/pipeline/document/problem.ts';
import { createFolder, type Files, findProblems, loadFiles } from './pipeline-folder.ts';

/** Given this file, expect exactly this output. */
const reports = test.macro(async (t, text: string, expected: string, files: Files = {}) => {
  const problems = await findProblems(t, { 'pipeline.json': text.trimStart(), ...files });
  t.is(formatProblems(problems), expected.trim());
});

test(
  'an unknown property is pointed at, with the property it resembles',
  reports,
  `
{
  "formatVersion": 1,
  "stages": {
    "count": {
      "comand": "wc",
      "outputs": ["n"]
    }
  }
}`,
  `
pipeline.json:5:7 Unknown property "comand" in stage "count"
        "comand": "wc",
        ^^^^^^^^ did you mean "command"?`,
);

test(
  'all problems are reported at once, in the order of their lines',
  reports,
  `
{
  "formatVersion": 2,
  "stages": {
    "train": { "command": "a", "axes": { "model": ["lenet"] }, "outputs": ["model"], "retries": "three" },
    "attack": {
      "command": "b \${input.modle} \${axis.epsilno}",
      "axes": { "epsilon": [0.1] },
      "inputs": { "model": "trian/model" },
      "batch": ["epsilon"],
      "outputs": []
    }
  }
}`,
  `
pipeline.json:2:20 Expected "formatVersion" to be 1, got 2
    "formatVersion": 2,
                     ^

pipeline.json:4:97 Expected "retries" to be a whole number, got "three"
      "train": { "command": "a", "axes": { "model": ["lenet"] }, "outputs": ["model"], "retries": "three" },
                                                                                                  ^^^^^^^

pipeline.json:6:21 Stage "attack" has no input "modle"; inputs: "model"
        "command": "b \${input.modle} \${axis.epsilno}",
                      ^^^^^^^^^^^^^^ did you mean "\${input.model}"?

pipeline.json:6:36 Stage "attack" has no axis "epsilno"; axes: "epsilon"
        "command": "b \${input.modle} \${axis.epsilno}",
                                     ^^^^^^^^^^^^^^^ did you mean "\${axis.epsilon}"?

pipeline.json:8:29 There is no stage "trian"; stages: "train" and "attack"
        "inputs": { "model": "trian/model" },
                              ^^^^^ did you mean "train"?

pipeline.json:9:7 A command runs one action at a time: batch needs a program
        "batch": ["epsilon"],
        ^^^^^^^

pipeline.json:10:18 Expected "outputs" to have at least 1 item, got an empty array
        "outputs": []
                   ^^`,
);

test(
  'a stage needs a program or a command',
  reports,
  `
{ "formatVersion": 1,
  "stages": { "a": { "outputs": ["x"] } } }`,
  `
pipeline.json:2:15 Expected stage "a" to have exactly one of "program" and "command", got neither
    "stages": { "a": { "outputs": ["x"] } } }
                ^^^`,
);

test(
  'a stage has no program beside its command',
  reports,
  `
{ "formatVersion": 1,
  "stages": { "a": { "program": "a.ts", "command": "b", "outputs": ["x"] } } }`,
  `
pipeline.json:2:41 Expected stage "a" to have exactly one of "program" and "command", got both
    "stages": { "a": { "program": "a.ts", "command": "b", "outputs": ["x"] } } }
                                          ^^^^^^^^^`,
);

test(
  'missing properties are pointed at by the name of what lacks them',
  reports,
  `
{
  "stages": { "a": { "command": "b" } } }`,
  `
pipeline.json:1:1 Missing property "formatVersion" in pipeline.json
  {
  ^

pipeline.json:2:15 Missing property "outputs" in stage "a"
    "stages": { "a": { "command": "b" } } }
                ^^^`,
);

test(
  'comments and trailing commas are not JSON',
  reports,
  `
{
  // the format
  "formatVersion": 1,
  "stages": {
    "a": { "command": "b", "outputs": ["x"] },
  },
}`,
  `
pipeline.json:2:3 Comments are not allowed: this file is plain JSON (use "description")
    // the format
    ^^^^^^^^^^^^^

pipeline.json:5:46 A comma before a closing bracket is not allowed in JSON
      "a": { "command": "b", "outputs": ["x"] },
                                               ^

pipeline.json:6:4 A comma before a closing bracket is not allowed in JSON
    },
     ^`,
);

test(
  'a property that is there twice is reported at the second place',
  reports,
  `
{
  "formatVersion": 1,
  "stages": { "a": { "command": "b", "outputs": ["x"] },
              "a": { "command": "c", "outputs": ["x"] } }
}`,
  `
pipeline.json:4:15 Duplicate property "a", first on line 3
                "a": { "command": "c", "outputs": ["x"] } }
                ^^^`,
);

test(
  'a bracket that is not closed is reported at the end',
  reports,
  '{ "formatVersion": 1,\n  "stages": {}',
  `
pipeline.json:2:15 Expected "}"
    "stages": {}
                ^`,
);

test(
  'an empty file is reported',
  reports,
  '',
  'pipeline.json:1:1 Expected a JSON document, got an empty text\n  \n  ^',
);

test(
  'a document that is no object is reported',
  reports,
  '[1]',
  'pipeline.json:1:1 Expected an object, got an array\n  [1]\n  ^^^',
);

test(
  'tabs before the place stay tabs, so that the caret stands under it',
  reports,
  '{\n\t"formatVersion": 1,\n\t"stages": { "a": 5 }\n}',
  'pipeline.json:3:19 Expected stage "a" to be an object, got 5\n  \t"stages": { "a": 5 }\n  \t                 ^',
);

test(
  'stages that need each other are a cycle, reported once',
  reports,
  `
{ "formatVersion": 1, "stages": {
  "a": { "command": "true", "inputs": { "x": "c/o" }, "outputs": ["o"] },
  "b": { "command": "true", "inputs": { "x": "a/o" }, "outputs": ["o"] },
  "c": { "command": "true", "inputs": { "x": "b/o" }, "outputs": ["o"] } } }`,
  `
pipeline.json:3:46 Stages need each other in a cycle: a → b → c → a
    "b": { "command": "true", "inputs": { "x": "a/o" }, "outputs": ["o"] },
                                               ^^^^^`,
);

test(
  'a stage that reads itself is a cycle',
  reports,
  '{ "formatVersion": 1, "stages": {\n"a": { "command": "true", "inputs": { "x": "a/o" }, "outputs": ["o"] } } }',
  `
pipeline.json:2:44 Stages need each other in a cycle: a → a
  "a": { "command": "true", "inputs": { "x": "a/o" }, "outputs": ["o"] } } }
                                             ^^^^^`,
);

test(
  'a program that is not there is reported with the file it resembles',
  reports,
  '{ "formatVersion": 1, "stages": {\n"a": { "program": "stages/trian.ts", "outputs": ["o"] } } }',
  `
pipeline.json:2:19 There is no program "stages/trian.ts": no such file, and no installed package offers it
  "a": { "program": "stages/trian.ts", "outputs": ["o"] } } }
                    ^^^^^^^^^^^^^^^^^ did you mean "stages/train.ts"?`,
  { 'stages/train.ts': '' },
);

test('a byte order mark and Windows line ends do not move places', async (t) => {
  const text = '\uFEFF{\r\n  "formatVersion": 1,\r\n  "stages": 3\r\n}\r\n';
  const [problem] = await findProblems(t, { 'pipeline.json': text });
  t.like(problem, { line: 3, column: 13, sourceLine: '  "stages": 3', caretLength: 1 });
});

test('a folder without pipeline.json is told how to start one', async (t) => {
  const error = await t.throwsAsync(loadFiles(t, {}), { code: 'PIPELINE_MISSING' });
  t.like(error, { exitCode: 2 });
  t.regex(String((error as { hint?: string }).hint), /pipeline init/);
});

test('a pipeline.json that cannot be read is no missing one', async (t) => {
  await t.throwsAsync(loadFiles(t, { 'pipeline.json/file': '' }), { code: 'PIPELINE_UNREADABLE' });
});

test('the error carries exit code 2 and no stack in its message', async (t) => {
  const folder = await createFolder(t, { 'pipeline.json': '{}' });
  const { loadPipeline } = await import('../../src/pipeline/load.ts');
  const error = await t.throwsAsync(loadPipeline({ baseDir: folder }), { code: 'PIPELINE_INVALID' });
  t.like(error, { exitCode: 2 });
  t.notRegex(error.message, /\bat \S+:\d+:\d+/);
});
