import type { PipelineDocument } from '../document/document.ts';
import { describeCycle, followReferences } from '../document/follow-references.ts';
import type { StageSpec } from './stage-spec.ts';

/**
 * The stages in topological order, in declared order where that leaves a choice. Stages on a cycle, and those that
 * need one, are left out. Each cycle is reported once, at the input that closes it.
 */
export function sortStages(document: PipelineDocument, stages: ReadonlyMap<string, StageSpec>): StageSpec[] {
  const sorted: StageSpec[] = [];
  const done = new Set<string>();
  const waiting = new Set(stages.values());
  // Always the first declared stage that is ready. There are few stages, so that looking again costs little.
  for (let ready = findReady(); ready !== undefined; ready = findReady()) {
    sorted.push(ready);
    done.add(ready.name);
    waiting.delete(ready);
  }
  reportCycles(document, waiting);
  return sorted;

  function findReady(): StageSpec | undefined {
    return [...waiting].find(({ inputs }) =>
      inputs.every(({ stage }) => done.has(stage) || !stages.has(stage)),
    );
  }
}

function reportCycles(document: PipelineDocument, waiting: ReadonlySet<StageSpec>): void {
  const inputsOf = new Map([...waiting].map(({ name, inputs }) => [name, inputs]));
  followReferences(
    inputsOf.keys(),
    (name) => (inputsOf.get(name) ?? []).map((input) => ({ name: input.stage, input })),
    ({ name, input }, names) => {
      // Stages refer to what they read. The message follows the data, the other way round.
      const [first = name, ...others] = names;
      const message = `Stages need each other in a cycle: ${describeCycle([first, ...others.reverse()])}`;
      document.report(input.fromPath, message);
    },
  );
}
