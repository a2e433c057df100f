import assert from 'node:assert/strict';
import { lstatSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import type { PlannedAction } from '../../../src/execute/plan/plan-actions.ts';
import { makeProject, Project, type RunExtras, type RunReport } from '../project.ts';

interface Stage {
  /** Indices of earlier stages it reads. */
  readonly reads: readonly number[];
  readonly axis: boolean;
  /** Passes on only the first byte of what it reads, so that most changes stop here. */
  readonly cuts: boolean;
}

type Edit =
  | { readonly kind: 'param' | 'source'; readonly stage: number; readonly value: number }
  | { readonly kind: 'touch' | 'drop-source' | 'drop-artifact' | 'edit-artifact'; readonly stage: number }
  | { readonly kind: 'drop-record' | 'drop-blob' | 'flip-blob'; readonly pick: number }
  | { readonly kind: 'drop-index' };

interface Round {
  readonly edits: readonly Edit[];
  readonly force: boolean;
  readonly keepEdits: boolean;
  readonly selection: { readonly kind: 'all' | 'select' | 'only'; readonly stage: number };
}

const stage = fc.nat({ max: 4 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constantFrom('param' as const, 'source' as const), stage, value: fc.nat({ max: 2 }) }),
  fc.record({
    kind: fc.constantFrom(
      'touch' as const,
      'drop-source' as const,
      'drop-artifact' as const,
      'edit-artifact' as const,
    ),
    stage,
  }),
  fc.record({
    kind: fc.constantFrom('drop-record' as const, 'drop-blob' as const, 'flip-blob' as const),
    pick: fc.nat(),
  }),
  fc.record({ kind: fc.constant('drop-index' as const) }),
);
const round: fc.Arbitrary<Round> = fc.record({
  edits: fc.array(edit, { maxLength: 3 }),
  force: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  keepEdits: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  selection: fc.record({
    kind: fc.constantFrom('all' as const, 'all' as const, 'select' as const, 'only' as const),
    stage,
  }),
});
const stages: fc.Arbitrary<Stage[]> = fc
  .array(
    fc.record({
      reads: fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 2 }),
      axis: fc.boolean(),
      cuts: fc.boolean(),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .map((list) =>
    list.map((one, index) => ({ ...one, reads: one.reads.filter((read) => read < index).sort() })),
  );

/** What an action may become that a plan gave this state. */
const ALLOWED: Readonly<Record<PlannedAction['state'], readonly string[]>> = {
  execute: ['executed'],
  restore: ['restored'],
  'up-to-date': ['up-to-date'],
  depends: ['executed', 'restored', 'up-to-date'],
  fail: ['failed'],
  skip: ['skipped'],
};

/** A random pipeline of commands whose sources and params can be edited. */
class RandomProject extends Project {
  readonly #stages: readonly Stage[];
  readonly #params: number[];

  constructor(folder: string, stagesOfIt: readonly Stage[]) {
    super(folder);
    this.#stages = stagesOfIt;
    this.#params = stagesOfIt.map(() => 0);
  }

  name(index: number): string {
    return `s${index % this.#stages.length}`;
  }

  async start(): Promise<void> {
    for (const index of this.#stages.keys()) await this.write(`source${index}`, '0');
    await this.writeStages();
  }

  async writeStages(): Promise<void> {
    const entries = this.#stages.map(({ reads, axis, cuts }, index) => {
      const name = this.name(index);
      const inputs = Object.fromEntries(reads.map((read) => [`i${read}`, `s${read}/out`]));
      const folders = reads.map((read) => `\${input.i${read}}`).join(' ');
      // The name first, so that no two actions share a blob.
      const own = axis ? `${name}-\${axis.x}` : name;
      const body = `cat source${index}; for f in ${folders}; do cat $f/file; done`;
      const command = `{ printf '%s ' ${own}; { ${body}; } ${cuts ? '| cut -c 1' : ''}; } > \${output.out}/file`;
      return [
        name,
        {
          command,
          files: [`source${index}*`],
          params: { v: this.#params[index] ?? 0 },
          outputs: ['out'],
          ...(axis ? { axes: { x: [1, 2] } } : {}),
          ...(reads.length === 0 ? {} : { inputs }),
        },
      ];
    });
    await this.writePipeline(Object.fromEntries(entries));
  }

  async apply(change: Edit): Promise<void> {
    const index = 'stage' in change ? change.stage % this.#stages.length : 0;
    const artifact = this.path('artifacts', this.name(index));
    switch (change.kind) {
      case 'param':
        this.#params[index] = change.value;
        return this.writeStages();
      case 'source':
        return this.write(`source${index}`, String(change.value));
      case 'touch':
        return utimes(this.path(`source${index}`), new Date(), new Date()).catch(() => undefined);
      case 'drop-source':
        return rm(this.path(`source${index}`), { force: true });
      case 'drop-artifact':
        return rm(artifact, { recursive: true, force: true });
      case 'edit-artifact':
        for (const path of listFiles(artifact)) await writeFile(path, 'edited');
        return;
      case 'drop-index':
        return rm(this.path('cache', 'index.json'), { force: true });
      case 'drop-record':
      case 'drop-blob':
      case 'flip-blob': {
        const files = listFiles(this.path('cache', change.kind === 'drop-record' ? 'actions' : 'objects'));
        const path = files[change.pick % Math.max(1, files.length)];
        if (path === undefined) return;
        await rm(path);
        if (change.kind === 'flip-blob') await writeFile(path, 'other bytes');
        return;
      }
    }
  }
}

function listFiles(folder: string): string[] {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return (readdirSync(folder, { recursive: true }) as string[])
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile());
}

/** Everything below a folder with what a write would change. */
function snapshot(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).sort().map((name) => {
    const { size, mtimeNs, ctimeNs, ino } = lstatSync(join(folder, name), { bigint: true });
    return `${name} ${size} ${mtimeNs} ${ctimeNs} ${ino}`;
  });
}

function optionsOf(project: RandomProject, { force, keepEdits, selection }: Round): RunExtras {
  const name = project.name(selection.stage);
  const ids = [name, `${name}/1`, `${name}/2`];
  const chosen = selection.kind === 'all' ? {} : { [selection.kind]: ids };
  return { force, keepEdits, keepGoing: true, ...chosen };
}

async function settle<T>(promise: Promise<T>): Promise<T | Error> {
  return promise.catch((error: unknown) => error as Error);
}

function assertAsPlanned(plan: readonly PlannedAction[], run: RunReport): void {
  assert.deepEqual(Object.keys(run.outcomes).sort(), plan.map(({ action }) => action).sort());
  for (const { action, state, reason, dependsOn } of plan) {
    const { outcome, reason: why } = run.finished(action);
    assert.ok(
      ALLOWED[state].includes(outcome),
      `${action}: planned ${state} (${reason}), became ${outcome} (${why})`,
    );
    // Behind an action that runs, inputs are not known yet, so neither are all reasons.
    if (dependsOn.length === 0) assert.equal(why, reason, `${action}: ${state}`);
  }
}

test('a dry run changes nothing on disk, and a run then does what it said, for the reasons it gave', async (t) => {
  await fc.assert(
    fc.asyncProperty(stages, fc.array(round, { minLength: 1, maxLength: 4 }), async (graph, rounds) => {
      const folder = await mkdtemp(join(tmpdir(), 'dry-run-'));
      try {
        const project = new RandomProject(folder, graph);
        await project.start();
        for (const [index, one] of rounds.entries()) {
          for (const change of index === 0 ? [] : one.edits) await project.apply(change);
          const options = optionsOf(project, one);
          const before = snapshot(folder);
          const plan = await settle(project.plan(options));
          assert.deepEqual(snapshot(folder), before);
          const run = await settle(project.run(options));
          if (plan instanceof Error || run instanceof Error) {
            assert.equal((plan as Error).message, (run as Error).message);
          } else {
            assertAsPlanned(plan, run);
          }
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: Number(process.env.DRY_RUN_CASES ?? 40), seed: Number(process.env.DRY_RUN_SEED ?? 7) },
  );
  t.pass();
});

test('what cannot be restored because its blob is damaged is planned to execute, and the blob stays as it is', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({ a: { command: 'echo bytes > ${output.out}/file', outputs: ['out'] } });
  await project.run();
  for (const path of await project.blobs()) {
    await rm(path);
    await writeFile(path, 'other bytes');
  }
  await rm(project.path('artifacts'), { recursive: true });
  const before = snapshot(project.folder);
  const [planned] = await project.plan();
  t.deepEqual(snapshot(project.folder), before);
  t.is(planned?.state, 'execute');
  t.regex(planned?.reason ?? '', /^cache damaged: /);
  const run = await project.run();
  t.is(run.outcomes.a, 'executed');
  t.is(run.finished('a').reason, planned?.reason ?? '');
});
