import { cpus } from 'node:os';
import { readTextIfAny } from '../../runner/src/base/read-text-if-any.ts';

/** Only Linux has it. */
const CPU_INFO = '/proc/cpuinfo';

/**
 * Instruction sets for which TensorFlow and oneDNN have separate code. Which code runs decides the last bits of
 * results.
 */
const VECTOR_SETS =
  /^(avx|avx2|fma|avx_vnni|avx512f|avx512_?(vnni|bf16|fp16)|amx_(tile|int8|bf16)|asimd\w*|sve\w*|bf16|i8mm)$/;

/**
 * The processor's name and, where the system tells, its vector instructions. Two processors may give different last bits
 * for the same action key.
 */
export function describeProcessor(cpuInfo = CPU_INFO): { processor: string; instructions?: string } {
  const processor = cpus()[0]?.model.trim() ?? 'unknown';
  const flags = readTextIfAny(cpuInfo)?.match(/^(flags|Features)\s*:(.*)$/m)?.[2];
  if (flags === undefined) return { processor };
  const known = flags.split(/\s+/).filter((flag) => VECTOR_SETS.test(flag));
  return { processor, instructions: known.sort().join(' ') };
}
