import { readdirSync } from 'node:fs';
import test from 'ava';

const STAGES = new URL('../../stages/', import.meta.url);

for (const file of readdirSync(STAGES)) {
  test(`${file}, declared with another output, says which it writes before it does anything`, async (t) => {
    const { default: program } = (await import(new URL(file, STAGES).href)) as {
      default: (context: object) => Promise<void>;
    };
    const context = { outputs: { renamed: '/nowhere' }, provenance: { inputs: {} } };
    await t.throwsAsync(program(context), {
      code: 'OUTPUT_UNDECLARED',
      message: /^This program writes an output '[a-z]+', and the stage declares 'renamed'\.$/,
    });
  });
}
