import type { StageInputs, StageProgram } from './context.ts';

export type {
  BatchItem,
  Checkpoint,
  InputFolder,
  ProgressReport,
  Provenance,
  StageContext,
  StageInputs,
  StageLog,
  StageProgram,
} from './context.ts';

/**
 * Declares a stage program; a stage file's default export.
 * `Params` is the type of its validated params (see schemas/stages/); `Inputs` names gathered inputs as
 * `readonly InputFolder[]`.
 */
export function defineStage<
  Params = Record<string, unknown>,
  Inputs extends StageInputs = Readonly<Record<string, string>>,
>(program: StageProgram<Params, Inputs>): StageProgram<Params, Inputs> {
  return program;
}
