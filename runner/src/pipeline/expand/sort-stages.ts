import type { PipelineDocument } from '../document/document.ts';
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

/** Longer cycles are told by their beginning and end. */
const MAX_NAMED = 20;

function reportCycles(document: PipelineDocument, waiting: ReadonlySet<StageSpec>): void {
  const byName = new Map([...waiting].map((stage) => [stage.name, stage]));
  const finished = new Set<string>();
  // A trail of our own, since a long chain of stages would go beyond the stack.
  for (const first of waiting) {
    const trail: { readonly stage: StageSpec; nextInput: number }[] = [];
    const depths = new Map<string, number>();
    const enter = (stage: StageSpec): void => {
      if (finished.has(stage.name)) return;
      depths.set(stage.name, trail.length);
      trail.push({ stage, nextInput: 0 });
    };
    enter(first);
    for (let last = trail.at(-1); last !== undefined; last = trail.at(-1)) {
      const input = last.stage.inputs[last.nextInput];
      last.nextInput += 1;
      if (input === undefined) {
        finished.add(last.stage.name);
        depths.delete(last.stage.name);
        trail.pop();
        continue;
      }
      const start = depths.get(input.stage);
      const upstream = byName.get(input.stage);
      if (start !== undefined) {
        // The trail goes against the flow of data: from a stage to what it reads.
        const names = trail.slice(start).map(({ stage }) => stage.name);
        document.report(
          input.fromPath,
          `Stages need each other in a cycle: ${describeCycle([input.stage, ...names.reverse()])}`,
        );
      } else if (upstream !== undefined) enter(upstream);
    }
  }
}

function describeCycle(names: readonly string[]): string {
  if (names.length <= MAX_NAMED) return names.join(' → ');
  const half = MAX_NAMED / 2;
  return [...names.slice(0, half), `(${names.length - MAX_NAMED} more)`, ...names.slice(-half)].join(' → ');
}
