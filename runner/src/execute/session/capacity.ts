import { existsSync, readdirSync } from 'node:fs';
import { totalmem } from 'node:os';

/** What a run may use of this machine. */
export interface Capacity {
  readonly threads: number;
  readonly gpuIds: readonly string[];
  readonly memoryMiB: number;
}

/** What a batch holds of the capacity while it runs. */
export type Lease = Capacity;

const DRIVER_LIST = '/proc/driver/nvidia/gpus';

/** @param jobs threads to keep busy */
export function measureCapacity(gpuIds: readonly string[], jobs: number): Capacity {
  return { threads: jobs, gpuIds, memoryMiB: Math.floor(totalmem() / 1024 / 1024) };
}

/** Ids of the GPUs that actions may be assigned: those of CUDA_VISIBLE_DEVICES, or all that the driver lists. */
export function listGpuIds(): string[] {
  const visible = process.env.CUDA_VISIBLE_DEVICES;
  if (visible !== undefined)
    return visible
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '' && id !== '-1');
  return existsSync(DRIVER_LIST) ? readdirSync(DRIVER_LIST).map((_, index) => String(index)) : [];
}

/** Tells a child process which GPUs it may use: those of its lease. On a machine without any it is told nothing. */
export function gpuEnvironment(
  machineGpuIds: readonly string[],
  lease: Pick<Lease, 'gpuIds'>,
): Record<string, string> {
  return machineGpuIds.length === 0 ? {} : { CUDA_VISIBLE_DEVICES: lease.gpuIds.join(',') };
}
