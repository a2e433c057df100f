import test from 'ava';
import fc from 'fast-check';
import { ReadyActions } from '../../../src/execute/run/ready-actions.ts';

/** A graph whose node n reads from some of the nodes before it. */
const graphs = fc
  .array(fc.array(fc.nat({ max: 99 }), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map((nodes) =>
    nodes.map((inputs, node) => (node === 0 ? [] : [...new Set(inputs.map((input) => input % node))])),
  );

test('every wanted action is given out once, after those it reads from', (t) => {
  fc.assert(
    fc.property(graphs, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (graph, isWanted) => {
      const wanted = new Set(graph.flatMap((_, node) => (isWanted[node] ? [String(node)] : [])));
      const ready = new ReadyActions(wanted, (id) => graph[Number(id)]!.map(String));
      const done: string[] = [];
      for (let id = ready.take(); id !== undefined; id = ready.take()) {
        const inputs = graph[Number(id)]!.map(String).filter((input) => wanted.has(input));
        t.true(inputs.every((input) => done.includes(input)));
        done.push(id);
        ready.markDone(id);
      }
      t.deepEqual(done.toSorted(), [...wanted].toSorted());
    }),
  );
});

test('what waits for an action that is not done is not given out', (t) => {
  const ready = new ReadyActions(new Set(['a', 'b']), (id) => (id === 'b' ? ['a', 'not wanted'] : []));
  t.is(ready.take(), 'a');
  t.is(ready.take(), undefined);
  ready.markDone('a');
  t.is(ready.take(), 'b');
});
