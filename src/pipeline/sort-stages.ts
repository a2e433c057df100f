import type { PipelineDocument } from './document.ts';
import type { StageSpec } from './stage-spec.ts';

/**
 * The stages in topological order, in declared order where free. Stages on a cycle, and those that need one, are
 * left out; each cycle is reported once, at the input that closes it.
 */
export function sortStages(document: PipelineDocument, stages: ReadonlyMap<string, StageSpec>): StageSpec[] {
  const sorted: StageSpec[] = [];
  const done = new Set<string>();
  const waiting = new Set(stages.values());
  // Always the first declared stage that is ready: stages are few.
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
  const byName = new Map([...waiting].map((stage) => [stage.name, stage]));
  const finished = new Set<string>();
  for (const stage of waiting) visit(stage, []);

  function visit(stage: StageSpec, trail: readonly string[]): void {
    if (finished.has(stage.name)) return;
    const through = [...trail, stage.name];
    for (const input of stage.inputs) {
      const upstream = byName.get(input.stage);
      const start = through.indexOf(input.stage);
      if (start !== -1) {
        // The trail goes against the flow of data: from a stage to what it reads.
        const cycle = [input.stage, ...through.slice(start).reverse()].join(' → ');
        document.report(input.fromPath, `Stages need each other in a cycle: ${cycle}`);
      } else if (upstream !== undefined) visit(upstream, through);
    }
    finished.add(stage.name);
  }
}
