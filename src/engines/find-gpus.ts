import { runCommand } from './run-command.ts';

/** How many NVIDIA GPUs this machine has, by nvidia-smi; 0 without a driver. */
export async function countGpus(env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const { code, stdout } = await runCommand(['nvidia-smi', '-L'], env);
  return code === 0 ? stdout.split('\n').filter((line) => line.startsWith('GPU ')).length : 0;
}
