import { copyFileSync } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A stage program: copies one input, at once or in two halves with a pause between. */
export default async ({ params, outputs, baseDir }) => {
  const [from, to] = [join(baseDir, `data/${params.item}.bin`), join(outputs.copy, 'copy.bin')];
  if (params.pauseMs === 0) {
    copyFileSync(from, to);
    return;
  }
  const bytes = await readFile(from);
  await writeFile(to, bytes.subarray(0, bytes.length / 2));
  await pause(params.pauseMs);
  await appendFile(to, bytes.subarray(bytes.length / 2));
};
