import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a user of Python would take instead of us. */
const REQUIREMENTS = [
  'torch==2.15.0',
  'torchattacks==3.5.1',
  'foolbox==3.3.4',
  'safetensors==0.8.0',
  'numpy==2.4.6',
];

/**
 * Makes a Python environment with the peers, once; one that imports them all is taken as it is.
 * @returns its python
 */
export function installPeers(python: string, toolsDir: string): string {
  if (importsPeers(python)) return python;
  const digest = createHash('sha256').update(REQUIREMENTS.join('\n')).digest('hex').slice(0, 12);
  const folder = join(toolsDir, `study-${digest}`);
  const made = join(folder, 'bin', 'python');
  const mark = join(folder, '.complete');
  if (existsSync(mark)) return made;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(toolsDir, { recursive: true });
  console.error(`installing ${REQUIREMENTS.join(', ')}`);
  execFileSync(python, ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(made, ['-m', 'pip', 'install', '--quiet', ...REQUIREMENTS], { stdio: 'inherit' });
  writeFileSync(mark, '');
  return made;
}

function importsPeers(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import torch, torchattacks, foolbox, safetensors.torch'], { stdio: 'pipe' });
    return true;
  } catch {
    // Not there, or not all of them: an environment is made.
    return false;
  }
}
