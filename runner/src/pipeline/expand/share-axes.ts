import { isJsonObject } from '../../base/json.ts';
import type { PipelineDocument } from '../document/document.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import type { BrokenPaths } from '../document/validate-document.ts';

const SHARED = /^\$\{axes\.(.+)\}$/;

/**
 * Puts the document's own `axes` where stages refer to them as `"${axes.NAME}"`, in place: several stages that run for the same
 * values have them from one list. Values keep the places they stand at.
 */
export function shareAxes(document: PipelineDocument, broken: BrokenPaths): void {
  const { axes, stages } = document.root;
  const shared = isJsonObject(axes) ? axes : {};
  for (const [stageName, stage] of Object.entries(isJsonObject(stages) ? stages : {})) {
    if (!isJsonObject(stage) || !isJsonObject(stage.axes)) continue;
    for (const [axis, values] of Object.entries(stage.axes)) {
      const path = ['stages', stageName, 'axes', axis];
      if (typeof values !== 'string' || broken.has(path)) continue;
      const name = SHARED.exec(values)?.[1] ?? '';
      const list = Object.hasOwn(shared, name) ? shared[name] : undefined;
      if (list !== undefined && !broken.hasWithin(['axes', name])) {
        stage.axes[axis] = list;
        continue;
      }
      broken.add(path);
      // A list that is there, but wrong, is reported where it stands.
      if (list !== undefined) continue;
      const near = suggestName(name, Object.keys(shared));
      document.report(
        path,
        `There are no axes ${JSON.stringify(name)}; axes: ${listNames(Object.keys(shared))}`,
        {
          suggestion: near === undefined ? undefined : `\${axes.${near}}`,
        },
      );
    }
  }
}
