import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import fc from 'fast-check';
import { validatePipeline } from '../../../src/generated/validate-pipeline.ts';

const schema = JSON.parse(
  await readFile(new URL('../../../../schemas/pipeline.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  strictRequired: false,
  keywords: ['patternErrorMessage'],
});

test('the schema is a JSON Schema 2020-12', (t) => {
  t.true(ajv.validateSchema(schema), ajv.errorsText());
});

test('each field has a description, which editors show', (t) => {
  const bare: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties, ...rest } = node as {
      properties?: Record<string, { description?: string; $ref?: string }>;
    };
    for (const [name, field] of Object.entries(properties ?? {})) {
      if (field.description === undefined && field.$ref === undefined) bare.push(`${path}/${name}`);
      visit(field, `${path}/${name}`);
    }
    for (const [name, member] of Object.entries(rest)) visit(member, `${path}/${name}`);
  };
  visit(schema, '');
  t.deepEqual(bare, []);
});

test('the compiled validator is that of the schema', (t) => {
  const validate = ajv.compile(schema);
  const field = fc.constantFrom<unknown>(
    'a/b',
    'text',
    '',
    1,
    0,
    -1,
    1.5,
    true,
    null,
    [],
    {},
    ['a'],
    ['a', 'a'],
    [1, 'x'],
    { a: 'b/c' },
    { name: 'a' },
    [{ name: 'a' }],
    { x: ['a', { name: 1 }] },
  );
  const fields = Object.keys(schema.$defs.stage.properties);
  const stage = fc.dictionary(fc.constantFrom(...fields, 'other'), field, { maxKeys: 6 });
  const document = fc.record(
    {
      formatVersion: fc.constantFrom(1, 2),
      seed: field,
      cache: field,
      stages: fc.dictionary(fc.constantFrom('a', 'b', '1', 'x y'), fc.oneof(stage, field), { maxKeys: 3 }),
      profiles: field,
    },
    { requiredKeys: ['formatVersion'] },
  );
  const describe = (errors: { instancePath: string; schemaPath: string }[] | null | undefined) =>
    errors?.map(({ instancePath, schemaPath }) => `${instancePath} ${schemaPath}`);
  t.notThrows(() =>
    fc.assert(
      fc.property(document, (value) => {
        const [one, other] = [validate(value), validatePipeline(value)];
        return (
          one === other &&
          JSON.stringify(describe(validate.errors)) === JSON.stringify(describe(validatePipeline.errors))
        );
      }),
      { numRuns: 500 },
    ),
  );
});
