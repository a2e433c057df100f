import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import type { Stage } from '../../generated/pipeline.ts';
import type { PipelineDocument } from '../document/document.ts';
import type { JsonPath } from '../document/places.ts';
import type { BrokenPaths } from '../document/validate-document.ts';

/** One input as a stage declares it. */
export interface InputSpec {
  readonly name: string;
  readonly path: JsonPath;
  /** Path of the `STAGE/OUTPUT` text. */
  readonly fromPath: JsonPath;
  readonly stage: string;
  readonly output: string;
  /** Upstream axis → value or template. */
  readonly where: JsonObject;
}

/** A stage as pipeline.json declares it, without the fields in which the schema found a mistake. */
export interface StageSpec {
  readonly name: string;
  readonly path: JsonPath;
  /** The fields that are there and valid. */
  readonly fields: Partial<Stage>;
  /** Undefined where a mistake in `axes` hides them. */
  readonly axisNames: readonly string[] | undefined;
  /** Whether it can be expanded: `axes`, `include` and `exclude` are valid. */
  readonly expandable: boolean;
  readonly inputs: readonly InputSpec[];
  /** Undefined where a mistake in `outputs` hides them. */
  readonly outputs: readonly string[] | undefined;
}

/** Reads the stages, in declared order. Leaves out fields in `broken`: their mistakes have been reported. */
export function readStages(document: PipelineDocument, broken: BrokenPaths): Map<string, StageSpec> {
  const { stages } = document.root;
  if (!isJsonObject(stages)) return new Map();
  return new Map(Object.entries(stages).map(([name, stage]) => [name, readStage(name, stage, broken)]));
}

function readStage(name: string, stage: JsonValue, broken: BrokenPaths): StageSpec {
  const path = ['stages', name];
  const declared = isJsonObject(stage) ? stage : {};
  const isWhole = (field: string) => !broken.hasWithin([...path, field]);
  const fields = Object.fromEntries(
    Object.entries(declared).filter(([field]) => isWhole(field)),
  ) as Partial<Stage>;
  const axesHidden =
    broken.has([...path, 'axes']) || (declared.axes !== undefined && !isJsonObject(declared.axes));
  return {
    name,
    path,
    fields,
    axisNames: axesHidden ? undefined : Object.keys((declared.axes as JsonObject | undefined) ?? {}),
    expandable: ['axes', 'include', 'exclude'].every(isWhole),
    inputs: readInputs(declared.inputs, [...path, 'inputs'], broken),
    outputs: fields.outputs,
  };
}

function readInputs(inputs: JsonValue | undefined, path: JsonPath, broken: BrokenPaths): InputSpec[] {
  if (!isJsonObject(inputs)) return [];
  return Object.entries(inputs)
    .filter(([name]) => !broken.hasWithin([...path, name]))
    .map(([name, input]) => {
      const { from, where } = (isJsonObject(input) ? input : { from: input }) as {
        from: string;
        where?: JsonObject;
      };
      const slash = from.indexOf('/');
      const inputPath = [...path, name];
      return {
        name,
        path: inputPath,
        fromPath: isJsonObject(input) ? [...inputPath, 'from'] : inputPath,
        stage: from.slice(0, slash),
        output: from.slice(slash + 1),
        where: where ?? {},
      };
    });
}
