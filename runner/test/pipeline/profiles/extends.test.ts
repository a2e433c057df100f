import test from 'ava';
import fc from 'fast-check';
import { formatProblems } from '../../../src/pipeline/document/problem.ts';
import { actionOf, findProblems, loadFiles, messageOf, pipelineOf, stageOf } from '../pipeline-folder.ts';

const train = stageOf({ params: { epochs: 1, lr: 0.1, size: 28 } });
const paper = { stages: { train: { params: { epochs: 100, lr: 0.5 } } } };

/** Params of the stage `train` under a profile. */
const gives = test.macro(async (t, profiles: object, profile: string, params: object) => {
  const files = { 'pipeline.json': pipelineOf({ train }, { profiles }) };
  const graph = await loadFiles(t, files, { profile });
  t.is(graph.profile, profile);
  t.deepEqual(actionOf(graph, 'train').params, params);
});

test(
  'a profile has what the profile that it extends changes, and its own changes come last',
  gives,
  { paper, small: { extends: 'paper', stages: { train: { params: { epochs: 3 } } } } },
  'small',
  { epochs: 3, lr: 0.5, size: 28 },
);

test(
  'profiles of a list apply in order',
  gives,
  {
    both: { extends: ['paper', 'other'] },
    paper,
    other: { stages: { train: { params: { lr: 0.2, size: 32 } } } },
  },
  'both',
  { epochs: 100, lr: 0.2, size: 32 },
);

test(
  'a profile extends through others, and null removes what one of them added',
  gives,
  {
    paper: { stages: { train: { params: { warmup: 2, epochs: 100 } } } },
    small: { extends: 'paper', stages: { train: { params: { epochs: 3 } } } },
    tiny: { extends: 'small', stages: { train: { params: { warmup: null, size: null } } } },
  },
  'tiny',
  { epochs: 3, lr: 0.1 },
);

test(
  'a profile that two others extend applies once: it does not undo the changes of the first',
  gives,
  {
    base: { stages: { train: { params: { epochs: 10, lr: 0.3 } } } },
    long: { extends: 'base', stages: { train: { params: { epochs: 500 } } } },
    slow: { extends: 'base', stages: { train: { params: { lr: 0.01 } } } },
    both: { extends: ['long', 'slow'] },
  },
  'both',
  { epochs: 500, lr: 0.01, size: 28 },
);

test('extends is not part of the patch', async (t) => {
  const document = pipelineOf({ train }, { extends: 'paper', profiles: { paper } });
  const messages = (await findProblems(t, { 'pipeline.json': document }, { profile: 'paper' })).map(
    messageOf,
  );
  t.deepEqual(messages, ['Unknown property "extends" in pipeline.json']);
});

const reports = test.macro(async (t, profile: string | undefined, text: string, expected: string) => {
  const problems = await findProblems(t, { 'pipeline.json': text.trimStart() }, { profile });
  t.is(formatProblems(problems), expected.trim());
});

const STAGES = '"stages": { "train": { "command": "true", "outputs": ["o"] } }';

test(
  'a profile that is not there is reported where extends names it, whichever profile is used',
  reports,
  undefined,
  `
{ "formatVersion": 1, ${STAGES}, "profiles": {
  "paper": {},
  "small": { "extends": ["paper", "papr"] },
  "tiny": { "extends": "smal" } } }`,
  `
pipeline.json:3:35 There is no profile "papr"; profiles: "paper", "small" and "tiny"
    "small": { "extends": ["paper", "papr"] },
                                    ^^^^^^ did you mean "paper"?

pipeline.json:4:24 There is no profile "smal"; profiles: "paper", "small" and "tiny"
    "tiny": { "extends": "smal" } } }
                         ^^^^^^ did you mean "small"?`,
);

test(
  'profiles that extend each other are a cycle, reported once',
  reports,
  'a',
  `
{ "formatVersion": 1, ${STAGES}, "profiles": {
  "a": { "extends": "b" },
  "b": { "extends": ["c"] },
  "c": { "extends": "a" } } }`,
  `
pipeline.json:4:21 Profiles extend each other in a cycle: a → b → c → a
    "c": { "extends": "a" } } }
                      ^^^`,
);

test(
  'a profile that extends itself is a cycle',
  reports,
  undefined,
  `
{ "formatVersion": 1, ${STAGES}, "profiles": {
  "a": { "extends": "a" } } }`,
  `
pipeline.json:2:21 Profiles extend each other in a cycle: a → a
    "a": { "extends": "a" } } }
                      ^^^`,
);

test(
  'extends is a name or a list of names',
  reports,
  undefined,
  `
{ "formatVersion": 1, ${STAGES}, "profiles": {
  "a": { "extends": 3 },
  "b": { "extends": ["a", null] },
  "c": { "extends": ["a", "a"] } } }`,
  `
pipeline.json:2:21 Expected "extends" to be a string or an array, got 3
    "a": { "extends": 3 },
                      ^

pipeline.json:3:27 Expected "extends[1]" to be a string, got null
    "b": { "extends": ["a", null] },
                            ^^^^

pipeline.json:4:27 Expected "extends" to have no item twice, got "a" again
    "c": { "extends": ["a", "a"] } } }
                            ^^^`,
);

test(
  'a problem in a value of an extended profile points at the place where the value stands',
  reports,
  'small',
  `
{ "formatVersion": 1, ${STAGES}, "profiles": {
  "paper": { "stages": { "train": { "retries": -1, "timeoutMs": "long" } } },
  "small": { "extends": "paper", "stages": { "train": { "timeoutMs": 0 } } } } }`,
  `
pipeline.json:2:48 Expected "retries" to be a whole number ≥ 0, got -1
    "paper": { "stages": { "train": { "retries": -1, "timeoutMs": "long" } } },
                                                 ^^

pipeline.json:3:70 Expected "timeoutMs" to be a whole number ≥ 1, got 0
    "small": { "extends": "paper", "stages": { "train": { "timeoutMs": 0 } } } } }
                                                                       ^`,
);

test(
  'a problem in a field of the document points into the profile that sets it',
  reports,
  'small',
  `
{ "formatVersion": 1, "seed": 1, ${STAGES}, "profiles": {
  "paper": { "seed": -1 },
  "small": { "extends": "paper", "name": "" } } }`,
  `
pipeline.json:2:22 Expected "seed" to be a whole number ≥ 0, got -1
    "paper": { "seed": -1 },
                       ^^

pipeline.json:3:42 Expected "name" to be a name that is not empty, got ""
    "small": { "extends": "paper", "name": "" } } }
                                           ^^`,
);

test('a profile changes a stage that a profile which it extends has added', async (t) => {
  const profiles = {
    more: { stages: { added: stageOf({ params: { n: 1 } }) } },
    less: { extends: 'more', stages: { added: { params: { n: 0 } } } },
  };
  const files = { 'pipeline.json': pipelineOf({ train }, { profiles }) };
  t.deepEqual(actionOf(await loadFiles(t, files, { profile: 'less' }), 'added').params, { n: 0 });
});

test('a profile that changes a stage of another profile has to extend it', async (t) => {
  const profiles = { more: { stages: { added: stageOf() } }, less: { stages: { added: { retries: 1 } } } };
  const files = { 'pipeline.json': pipelineOf({ train }, { profiles }) };
  t.deepEqual((await findProblems(t, files)).map(messageOf), [
    'There is no stage "added" for profile "less" to change; stages: "train". Profile "more" adds it: extend that one',
  ]);
});

test('profiles may extend each other in a chain of any length', async (t) => {
  const length = 20_000;
  const profiles = Object.fromEntries(
    Array.from({ length }, (_, index) => [`p${index}`, index === 0 ? paper : { extends: `p${index - 1}` }]),
  );
  const files = { 'pipeline.json': JSON.stringify(pipelineOf({ train }, { profiles })) };
  const graph = await loadFiles(t, files, { profile: `p${length - 1}` });
  t.is(actionOf(graph, 'train').params.epochs, 100);
});

test('what a profile extends comes before it, each profile once, in whatever order they are asked for', async (t) => {
  // Profile i may extend those before it. Each one notes its name in the param that all of them set.
  const bases = fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 6 });
  const run = fc.asyncProperty(
    bases,
    fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }),
    async (all, asked) => {
      const names = all.map((_, index) => `p${index}`);
      const profiles = Object.fromEntries(
        all.map((list, index) => [
          `p${index}`,
          {
            extends: index === 0 ? [] : [...new Set(list.map((base) => `p${base % index}`))],
            stages: { train: { params: { last: `p${index}`, [`p${index}`]: true } } },
          },
        ]),
      );
      const chosen = asked.map((index) => names[index % names.length] as string);
      const files = { 'pipeline.json': pipelineOf({ train }, { profiles }) };
      const graph = await loadFiles(t, files, { profile: chosen.join('+') });
      const params = actionOf(graph, 'train').params;
      const needed = new Set<string>();
      const need = (name: string): void => {
        needed.add(name);
        for (const base of profiles[name]?.extends ?? []) need(base);
      };
      for (const name of chosen) need(name);
      // Members that a patch adds come last, so the order of the params is the order of the profiles.
      const applied = Object.keys(params).filter((name) => name.startsWith('p'));
      const isBefore = (base: string, name: string) => applied.indexOf(base) < applied.indexOf(name);
      t.deepEqual([...applied].sort(), [...needed].sort());
      t.is(params.last, applied.at(-1));
      for (const name of applied)
        for (const base of profiles[name]?.extends ?? [])
          t.true(isBefore(base, name), `${base} before ${name}`);
    },
  );
  await fc.assert(run, { numRuns: 60 });
});
