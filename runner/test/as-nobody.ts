import { spawnSync } from 'node:child_process';

/** The user that owns nothing. */
export const NOBODY = 65534;

/** Words that start a program as nobody, where one is root. */
export const AS_NOBODY = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] as const;

/** Whether this Node can be started as nobody, and read the files here. Neither root's privilege nor `setpriv` may be missing. */
export function canRunAsNobody(): boolean {
  if (process.getuid?.() !== 0) return false;
  const [program, ...args] = AS_NOBODY;
  // setpriv itself still has root's rights when it starts a program, so the shell starts Node.
  const script = `require('node:fs').readFileSync('package.json')`;
  return spawnSync(program, [...args, 'sh', '-c', '"$0" -e "$1"', process.execPath, script]).status === 0;
}
