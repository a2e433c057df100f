import { findPathFault } from '../../base/safe-path.ts';
import type { PipelineDocument } from '../document/document.ts';
import type { JsonPath } from '../document/places.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import { leavesFolder, resolveProgram, suggestFile } from '../programs/resolve-program.ts';
import type { InputSpec, StageSpec } from './stage-spec.ts';

/**
 * Reports names that nothing has: of programs, stages, outputs and axes. Needs no expansion, so it also looks at stages
 * that cannot be expanded.
 */
export function checkReferences(
  document: PipelineDocument,
  stages: ReadonlyMap<string, StageSpec>,
  baseDir: string,
): void {
  for (const stage of stages.values()) {
    checkProgram(document, stage, baseDir);
    checkAxes(document, stage);
    for (const [index, name] of (stage.fields.passEnv ?? []).entries())
      if (stage.fields.env?.includes(name) === true)
        document.report(
          [...stage.path, 'passEnv', index],
          `${JSON.stringify(name)} is under "env" too, which puts its value into the key. Name it once`,
        );
    if (stage.fields.batch !== undefined && stage.fields.command !== undefined) {
      document.report(
        [...stage.path, 'batch'],
        'A command runs one action at a time: batch needs a program',
        { part: 'key' },
      );
    }
    checkSummary(document, stage);
    for (const input of stage.inputs) checkInput(document, stage, input, stages);
  }
}

function checkSummary(document: PipelineDocument, { fields: { summary }, path, outputs }: StageSpec): void {
  if (summary === undefined) return;
  const fault = findPathFault(summary);
  if (fault !== undefined)
    document.report([...path, 'summary'], `The path ${JSON.stringify(summary)} ${fault}`);
  const [output = '', ...rest] = summary.split('/');
  if (outputs === undefined || outputs.includes(output)) return;
  const near = suggestName(output, outputs);
  const message = `This stage has no output ${JSON.stringify(output)}; outputs: ${listNames(outputs)}`;
  document.report([...path, 'summary'], message, { suggestion: near && [near, ...rest].join('/') });
}

/** Endings of files that are scripts and no modules, with what runs them. */
const INTERPRETERS: Readonly<Record<string, string>> = {
  '.py': 'python3',
  '.sh': 'bash',
  '.r': 'Rscript',
  '.jl': 'julia',
  '.rb': 'ruby',
  '.pl': 'perl',
};

/** The program is a file of the pipeline's folder, or an installed package offers it. */
function checkProgram(document: PipelineDocument, stage: StageSpec, baseDir: string): void {
  const { program, paramsSchema } = stage.fields;
  if (paramsSchema !== undefined && leavesFolder(paramsSchema)) {
    document.report(
      [...stage.path, 'paramsSchema'],
      `The schema ${JSON.stringify(paramsSchema)} is outside of the pipeline's folder`,
    );
  }
  if (program === undefined) return;
  const ending = /\.[A-Za-z0-9]+$/.exec(program)?.[0].toLowerCase() ?? '';
  const resolved = resolveProgram(baseDir, program);
  if (Object.hasOwn(INTERPRETERS, ending) && (resolved === undefined || resolved.kind === 'file')) {
    const command = `"command": "${INTERPRETERS[ending]} ${program} …", "files": [${JSON.stringify(program)}]`;
    const later = ending === '.py' ? '; programs in Python come later' : '';
    document.report(
      [...stage.path, 'program'],
      `A program is a TypeScript or JavaScript module. To run ${JSON.stringify(program)}, use ${command}${later}`,
    );
    return;
  }
  if (resolved !== undefined) return;
  const message = leavesFolder(program)
    ? `The program ${JSON.stringify(program)} is outside of the pipeline's folder`
    : `There is no program ${JSON.stringify(program)}: no such file, and no installed package offers it`;
  document.report([...stage.path, 'program'], message, { suggestion: suggestFile(baseDir, program) });
}

function checkAxes(document: PipelineDocument, stage: StageSpec): void {
  for (const field of ['exclude', 'include'] as const) {
    for (const [index, entry] of (stage.fields[field] ?? []).entries()) {
      const path = [...stage.path, field, index];
      for (const axis of Object.keys(entry)) checkAxis(document, stage, axis, [...path, axis], 'key');
    }
  }
  for (const [index, axis] of (stage.fields.batch ?? []).entries()) {
    checkAxis(document, stage, axis, [...stage.path, 'batch', index], 'value');
  }
}

function checkInput(
  document: PipelineDocument,
  stage: StageSpec,
  input: InputSpec,
  stages: ReadonlyMap<string, StageSpec>,
): void {
  const upstream = stages.get(input.stage);
  if (upstream === undefined) {
    const near = suggestName(input.stage, stages.keys());
    const message = `There is no stage ${JSON.stringify(input.stage)}; stages: ${listNames([...stages.keys()])}`;
    document.report(input.fromPath, message, {
      span: input.stage,
      suggestion: near,
    });
    return;
  }
  if (upstream.outputs !== undefined && !upstream.outputs.includes(input.output)) {
    const near = suggestName(input.output, upstream.outputs);
    const message = `Stage ${JSON.stringify(input.stage)} has no output ${JSON.stringify(input.output)}; outputs: ${listNames(upstream.outputs)}`;
    document.report(input.fromPath, message, { suggestion: near && `${input.stage}/${near}` });
  }
  for (const axis of Object.keys(input.where))
    checkAxis(document, upstream, axis, [...input.path, 'where', axis], 'key');
  const batched = (stage.fields.batch ?? []).find((axis) => variesWith(input, upstream, axis));
  if (batched !== undefined) {
    const message = `The axis ${JSON.stringify(batched)} cannot be batched, since input ${JSON.stringify(input.name)} depends on it: actions that run together share their inputs`;
    document.report([...stage.path, 'batch'], message);
  }
}

/** Whether what an input reads changes with an axis: it is joined on the axis, or `where` refers to it. */
function variesWith({ where }: InputSpec, upstream: StageSpec, axis: string): boolean {
  if (upstream.axisNames?.includes(axis) && !Object.hasOwn(where, axis)) return true;
  return Object.values(where).some(
    (value) =>
      typeof value === 'string' && (value.includes(`\${axis.${axis}}`) || value.includes(`\${axis.${axis}.`)),
  );
}

function checkAxis(
  document: PipelineDocument,
  owner: StageSpec,
  axis: string,
  path: JsonPath,
  part: 'key' | 'value',
): void {
  if (owner.axisNames === undefined || owner.axisNames.includes(axis)) return;
  const message = `Stage ${JSON.stringify(owner.name)} has no axis ${JSON.stringify(axis)}; axes: ${listNames(owner.axisNames)}`;
  document.report(path, message, { part, suggestion: suggestName(axis, owner.axisNames) });
}
