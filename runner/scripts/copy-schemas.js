// Copies the schemas of pipeline.json and the lock file into the package that is about to be packed.
import { cp, mkdir } from 'node:fs/promises';

const from = new URL('../../schemas/', import.meta.url);
const to = new URL('../schemas/', import.meta.url);
await mkdir(to, { recursive: true });
for (const name of ['pipeline.schema.json', 'pipeline.lock.schema.json'])
  await cp(new URL(name, from), new URL(name, to));
