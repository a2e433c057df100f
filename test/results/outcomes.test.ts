import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { readNpy, writeNpy } from '../../runner/src/formats/npy.ts';
import { readOutcomes, writeOutcomes } from '../../src/results/outcomes.ts';
import { makeTemporaryFolder } from '../fixtures/figures/temporary-folder.ts';

const anyRow = fc.option(fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 9 }), { nil: undefined });

test('outcomes come back row by row, whatever rows have how many images', async (t) => {
  const folder = await makeTemporaryFolder(t);
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 5 }), async (rows) => {
      await writeOutcomes(
        folder,
        rows.map((row) => row && Uint8Array.from(row)),
      );
      const back = await readOutcomes(
        folder,
        rows.map((row) => ({ count: row?.length ?? 7 })),
      );
      t.deepEqual(
        back!.map((row) => row && [...row]),
        rows,
      );
    }),
    { numRuns: 50 },
  );
});

test('the file is what its readers elsewhere expect: 255 where nothing was judged', async (t) => {
  const folder = await makeTemporaryFolder(t);
  await writeOutcomes(folder, [Uint8Array.of(1, 0), undefined, Uint8Array.of(0, 1, 1)]);
  const { dtype, shape, data } = await readNpy(join(folder, 'outcomes.npy'));
  t.deepEqual([dtype, shape, [...data]], ['uint8', [3, 3], [1, 0, 255, 255, 255, 255, 0, 1, 1]]);
});

test('a folder without the file has no outcomes; a file of other rows is refused by name', async (t) => {
  const folder = await makeTemporaryFolder(t);
  t.is(await readOutcomes(folder, [{ count: 2 }]), undefined);
  await writeOutcomes(folder, [Uint8Array.of(1, 0)]);
  const error = await t.throwsAsync(readOutcomes(folder, [{ count: 2 }, { count: 2 }]), {
    code: 'ARTIFACT_INVALID',
  });
  t.regex(error.message, /outcomes\.npy.*shape \[1, 2\].*2 rows/);
  await writeNpy(join(folder, 'outcomes.npy'), {
    dtype: 'float32',
    shape: [1, 2],
    data: new Float32Array(2),
  });
  await t.throwsAsync(readOutcomes(folder, [{ count: 2 }]), { code: 'ARTIFACT_INVALID' });
});
