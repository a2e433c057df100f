import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stage program: joins all copies into one file. */
export default async ({ inputs, outputs }) => {
  const parts = inputs.copies.map(({ path }) => readFileSync(join(path, 'copy.bin')));
  writeFileSync(join(outputs.joined, 'joined.bin'), Buffer.concat(parts));
};
