import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { describeProcessor } from '../../src/engines/describe-processor.ts';
import { makeTemporaryFolder } from '../fixtures/figures/temporary-folder.ts';

test('of a Linux machine the vector instructions are told, in one order', async (t) => {
  const file = join(await makeTemporaryFolder(t), 'cpuinfo');
  const x86 =
    'processor\t: 0\nmodel name\t: One\nflags\t\t: fpu sse2 fma avx512f avx2 avx512_bf16 avx\n\nprocessor\t: 1\nflags\t\t: fpu\n';
  await writeFile(file, x86);
  t.is(describeProcessor(file).instructions, 'avx avx2 avx512_bf16 avx512f fma');
  await writeFile(file, 'processor\t: 0\nFeatures\t: fp asimd crc32 asimddp sve\n');
  t.is(describeProcessor(file).instructions, 'asimd asimddp sve');
});

test('elsewhere the name of the processor is all that is told', async (t) => {
  const nowhere = join(await makeTemporaryFolder(t), 'none');
  t.deepEqual(describeProcessor(nowhere), { processor: cpus()[0]?.model.trim() ?? 'unknown' });
});
