import { isJsonObject, type JsonValue } from '../../base/json.ts';
import { loadPipeline, readSource } from '../load.ts';
import type { Graph } from '../model.ts';
import { parseJson } from './parse-json.ts';
import { Places } from './places.ts';

/**
 * The pipeline in every profile that it has beside the graph's own, as it is without `--set`; and the graph's own
 * profile too, since the graph may have been changed by `--set`.
 * @throws InvalidPipelineError, PipelineError as loadPipeline does
 */
export async function loadOtherProfiles(graph: Graph): Promise<Graph[]> {
  const { baseDir } = graph;
  const { value } = parseJson(await readSource(baseDir), new Places());
  const names = listProfiles(value);
  if (names.length === 0) return [await loadPipeline({ baseDir })];
  return Promise.all(names.map((profile) => loadPipeline({ baseDir, profile })));
}

function listProfiles(document: JsonValue | undefined): string[] {
  const profiles = isJsonObject(document) ? document.profiles : undefined;
  return isJsonObject(profiles) ? Object.keys(profiles) : [];
}
