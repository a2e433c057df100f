import { existsSync, readdirSync } from 'node:fs';

const DRIVER_LIST = '/proc/driver/nvidia/gpus';

/** Ids of the GPUs that actions may be assigned: those of CUDA_VISIBLE_DEVICES, or all the driver lists. */
export function listGpuIds(visible = process.env.CUDA_VISIBLE_DEVICES, driverList = DRIVER_LIST): string[] {
  if (visible !== undefined)
    return visible
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '' && id !== '-1');
  return existsSync(driverList) ? readdirSync(driverList).map((_, index) => String(index)) : [];
}

/** Which GPUs a child may use: those of its lease. Nothing is said on a machine without any. */
export function gpuEnvironment(
  machineGpuIds: readonly string[],
  lease: { readonly gpuIds: readonly string[] },
): Record<string, string> {
  return machineGpuIds.length === 0 ? {} : { CUDA_VISIBLE_DEVICES: lease.gpuIds.join(',') };
}
