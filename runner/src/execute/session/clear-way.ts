import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { withIoErrors } from '../../store/errors.ts';

/**
 * Removes what lies where an action's folder, or one on the way to it, belongs under artifacts/. A link there would have
 * us write into whatever it points to.
 * @throws StoreIoError
 */
export function clearWay(artifactsDir: string, id: ActionId): void {
  const names = id.split('/');
  for (let depth = 1; depth <= names.length; depth++) {
    const path = join(artifactsDir, ...names.slice(0, depth));
    const stat = lstatIfAny(path);
    if (stat === undefined) return;
    if (!stat.isDirectory()) withIoErrors('remove', path, () => rmSync(path));
  }
}
