import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { copyJson, type JsonObject, type JsonValue } from '../../runner/src/base/json.ts';
import { compileParamsSchema } from '../../runner/src/pipeline/params/compile-params-schema.ts';
import { findParamsSchema } from '../../runner/src/pipeline/params/params-schema.ts';
import { createParamsValidator } from '../../runner/src/pipeline/params/params-validator.ts';
import { compiledSchemas } from '../../src/generated/validate-params.ts';

const FOLDER = 'schemas/stages';

/** Params with the schema's own names and, mostly, values that its fields may have. */
function paramsOf(schema: JsonObject): fc.Arbitrary<JsonObject> {
  const names = Object.keys((schema.properties ?? {}) as JsonObject);
  const value = fc.oneof(
    fc.constantFrom<JsonValue>('lenet', 'mnist-10k', 'fgsm', 'path.npy', 1, 0.5, -1, 0, true, null, []),
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
  );
  return fc.dictionary(fc.constantFrom(...names, 'unknown'), value) as fc.Arbitrary<JsonObject>;
}

for (const file of readdirSync(FOLDER)) {
  test(`${file}: what was compiled ahead says what ajv says now`, (t) => {
    const found = findParamsSchema('.', { paramsSchema: join(FOLDER, file) });
    const ahead = compiledSchemas[found?.digest ?? ''];
    if (found?.schema === undefined || ahead === undefined) return t.fail(`${file} was not compiled ahead`);
    const [compiledAhead, compiledNow] = [createParamsValidator(ahead), compileParamsSchema(found.schema)];
    fc.assert(
      fc.property(paramsOf(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))), (params) => {
        const [a, b] = [copyJson(params), copyJson(params)];
        const [said, expected] = [compiledAhead(a), compiledNow(b)];
        const essence = ({ errors, inputFiles, inputModules }: typeof said) => ({
          inputFiles,
          inputModules,
          errors: errors.map(({ instancePath, keyword, params: details }) => ({
            instancePath,
            keyword,
            details,
          })),
        });
        t.deepEqual(essence(said), essence(expected));
        t.deepEqual(a, b, 'the same defaults are filled in');
      }),
    );
  });
}
