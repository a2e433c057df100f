import { rm, writeFile } from 'node:fs/promises';
import test, { type ExecutionContext } from 'ava';
import { digestBytes } from '../../../src/base/digest.ts';
import type { LookUpOptions } from '../../../src/execute/session/look-up-result.ts';
import { reasons } from '../../../src/execute/session/reasons.ts';
import { type Session, withSession } from '../../../src/execute/session/session.ts';
import { type Settlement, settleAction, settleActions } from '../../../src/execute/session/settle-action.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';
import { makeProject, type Project } from '../project.ts';

/** `make` reads `source`, `copy` reads what it makes. */
async function makeChain(t: ExecutionContext): Promise<Project> {
  const project = await makeProject(t);
  await project.write('source', 'one');
  await project.writePipeline({
    make: { command: 'cat source > ${output.out}/file', files: ['source'], outputs: ['out'] },
    copy: {
      command: 'cp ${input.from}/file ${output.out}/',
      inputs: { from: 'make/out' },
      outputs: ['out'],
    },
  });
  return project;
}

async function withProject<R>(project: Project, use: (session: Session) => Promise<R>): Promise<R> {
  return withSession(await loadPipeline({ baseDir: project.folder }), use, { readOnly: true });
}

async function settleAll(session: Session, options?: LookUpOptions): Promise<Settlement[]> {
  const settlements: Settlement[] = [];
  for await (const one of settleActions(session, session.graph.actions.keys(), options))
    settlements.push(one);
  return settlements;
}

const statesOf = (settlements: readonly Settlement[]) => settlements.map(({ state }) => state);

test('without results the first action has to execute, and the next waits for it', async (t) => {
  await withProject(await makeChain(t), async (session) => {
    const [make, copy] = await settleAll(session);
    t.like(make, { state: 'execute', reason: reasons.noResult, isDamaged: false });
    t.like(copy, { state: 'waits', waitsFor: ['make'] });
    t.is(session.resultOf('make'), undefined);
  });
});

test('a result that the caller adopts during the walk settles what waits for it', async (t) => {
  await withProject(await makeChain(t), async (session) => {
    const states: string[] = [];
    for await (const { state, action } of settleActions(session, ['make', 'copy'])) {
      states.push(state);
      session.adopt(action.id, { keyDigest: digestBytes('key'), outputs: { out: digestBytes('bytes') } });
    }
    t.deepEqual(states, ['execute', 'execute']);
  });
});

test('a result without the output that is read does not settle what reads it', async (t) => {
  await withProject(await makeChain(t), async (session) => {
    session.adopt('make', { keyDigest: digestBytes('key'), outputs: { other: digestBytes('bytes') } });
    t.like(await settleAction(session, session.action('copy')), { state: 'waits', waitsFor: ['make'] });
  });
});

test("what the cache has is settled and becomes the session's result", async (t) => {
  const project = await makeChain(t);
  await project.run();
  await withProject(project, async (session) => {
    const settlements = await settleAll(session);
    t.deepEqual(statesOf(settlements), ['settled', 'settled']);
    for (const settlement of settlements) {
      if (settlement.state !== 'settled') continue;
      t.deepEqual(session.resultOf(settlement.action.id), settlement.result);
      t.is(settlement.loadRecord().keyDigest, settlement.keyed.keyDigest);
    }
  });
});

test('a forced action executes whatever the cache has, and what reads it waits', async (t) => {
  const project = await makeChain(t);
  await project.run();
  await withProject(project, async (session) => {
    const [make, copy] = await settleAll(session, { isForced: (id) => id === 'make' });
    t.like(make, { state: 'execute', reason: reasons.forced });
    t.like(copy, { state: 'waits', waitsFor: ['make'] });
  });
});

test('an action whose key cannot be computed fails with the reason, and what reads it waits', async (t) => {
  const project = await makeChain(t);
  await withProject(project, async (session) => {
    await rm(project.path('source'));
    const [make, copy] = await settleAll(session);
    t.is(make?.state, 'fails');
    if (make?.state === 'fails') t.regex(make.error.message, /source/);
    t.like(copy, { state: 'waits', waitsFor: ['make'] });
  });
});

test('artifacts count only if they are asked for; an edit is to be restored, or is the result', async (t) => {
  const project = await makeChain(t);
  await project.run();
  await writeFile(project.path('artifacts', 'make', 'out', 'file'), 'edited');
  await rm(project.path('artifacts', 'copy'), { recursive: true });
  const settle = (options?: LookUpOptions) =>
    withProject(project, async (session) => {
      const [make] = await settleAll(session, options);
      if (make?.state !== 'settled') throw new Error('make is not settled');
      return make;
    });
  const plain = await settle();
  t.deepEqual(plain.notInPlace, []);
  const restored = await settle({ artifacts: 'restore-edits' });
  t.deepEqual(restored.notInPlace, ['out']);
  t.regex(restored.reason, /^artifact out was edited: file/);
  t.deepEqual(restored.result, plain.result);
  const kept = await settle({ artifacts: 'keep-edits' });
  t.deepEqual(kept.notInPlace, []);
  t.is(kept.reason, reasons.editsKept('out'));
  t.not(kept.result.outputs.out, plain.result.outputs.out);
});

test('damage that restoring would meet is found in time only if it is looked for', async (t) => {
  const project = await makeChain(t);
  await project.run();
  await rm(project.path('artifacts'), { recursive: true });
  await rm(project.path('cache', 'objects'), { recursive: true });
  await withProject(project, async (session) => {
    t.like(await settleAction(session, session.action('make'), { artifacts: 'restore-edits' }), {
      state: 'settled',
      notInPlace: ['out'],
    });
  });
  await withProject(project, async (session) => {
    const look = { artifacts: 'restore-edits', foreseesDamage: true } as const;
    t.like(await settleAction(session, session.action('make'), look), { state: 'execute', isDamaged: true });
  });
});
