import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { withIoErrors } from '../../store/errors.ts';

/**
 * Makes way for an action's folder under artifacts/: removes every file or link that lies in place of the folder or of one
 * above it. Through a link we would write into whatever it points to.
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
