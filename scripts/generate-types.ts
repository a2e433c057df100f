/**
 * Writes src/generated/ and runner/src/generated/ from schemas/: a TypeScript type for each schema, and compiled validators of pipeline.json and
 * of the stages' params (so that loading them does not need ajv); and the script that the report's page carries, bundled
 * from src/report/client/. `--check` writes nothing and fails, naming each file that is stale.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build, transform } from 'esbuild';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import type { JsonObject } from '../runner/src/base/json.ts';
import { createParamsAjv, stripIdentity } from '../runner/src/pipeline/params/compile-params-schema.ts';

const root = path.resolve(fileURLToPath(import.meta.url), '../..');
const schemasDir = path.join(root, 'schemas');
const STUDY_DIR = 'src/generated';
const RUNNER_DIR = 'runner/src/generated';
const suffix = '.schema.json';
/** The schemas of pipeline.json and of the lock file are the runner's, those of stages and artifacts the study's. */
const isOfRunner = (schemaPath: string): boolean => !schemaPath.includes('/');
const banner = (schema: string) =>
  `// Made from schemas/${schema} by scripts/generate-types.ts. Do not edit.\n`;

/** `attack-grid` → `AttackGrid`. */
function toTypeName(name: string): string {
  return name.replaceAll(/(?:^|[-_.])(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Types of stages' params end in `Params`, so that stage and artifact may share a name. */
async function generateType(schemaPath: string): Promise<[file: string, text: string]> {
  const schema = JSON.parse(await readFile(path.join(schemasDir, schemaPath), 'utf8')) as JSONSchema;
  const name = path.posix.basename(schemaPath, suffix);
  const isStage = path.posix.dirname(schemaPath) === 'stages';
  // The type is named after the file, whatever title the schema has.
  const { title: _title, $id: _id, ...untitled } = withoutRequiredChoices(schema);
  const text = await compile(untitled, `${toTypeName(name)}${isStage ? 'Params' : ''}`, {
    additionalProperties: false,
    bannerComment: '',
    cwd: path.dirname(path.join(schemasDir, schemaPath)),
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 110 },
  });
  const folder = isOfRunner(schemaPath) ? RUNNER_DIR : STUDY_DIR;
  return [`${folder}/${schemaPath.replace(suffix, '.ts')}`, banner(schemaPath) + text];
}

async function generateValidator(): Promise<[file: string, text: string]> {
  const schemaPath = `pipeline${suffix}`;
  const schema = JSON.parse(await readFile(path.join(schemasDir, schemaPath), 'utf8'), dropProse) as object;
  const options = {
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  };
  const ajv = new Ajv2020({ ...options, strictRequired: false, keywords: ['patternErrorMessage'] });
  const source = standalone.default(ajv, ajv.compile(schema));
  const exported = /export const validate = (\w+);export default \w+;/;
  const name = exported.exec(source)?.[1];
  if (name === undefined) throw new Error(OTHER_FORM);
  return [
    `${RUNNER_DIR}/validate-pipeline.ts`,
    [
      `${banner(schemaPath)}// @ts-nocheck`,
      "import type { ErrorObject } from 'ajv';",
      await tidy(source.replace(exported, '')),
      [
        '/** Whether a value is a valid pipeline.json; if not, `errors` says why. */',
        `export const validatePipeline: { (value: unknown): boolean; errors?: ErrorObject[] | null } = ${name};\n`,
      ].join('\n'),
    ].join('\n\n'),
  ];
}

/** One module with the compiled schemas of all stages' params, by the SHA-256 of the schema's file. */
async function generateParamsValidators(
  schemaPaths: readonly string[],
): Promise<[file: string, text: string]> {
  const ajv = createParamsAjv({ code: { source: true, esm: true } });
  const digests = new Map<string, string>();
  for (const [index, schemaPath] of schemaPaths.entries()) {
    const text = await readFile(path.join(schemasDir, schemaPath), 'utf8');
    ajv.addSchema(stripIdentity(JSON.parse(text, dropProse) as JsonObject), schemaPath);
    digests.set(`params${index}`, createHash('sha256').update(text).digest('hex'));
  }
  const names = Object.fromEntries(schemaPaths.map((schemaPath, index) => [`params${index}`, schemaPath]));
  const exports = /export const (params\d+) = (\w+);/g;
  const source = standalone.default(ajv, names);
  const entries = [...source.matchAll(exports)].map(
    ([, name = '', compiled]) => `  // ${names[name]}\n  '${digests.get(name)}': ${compiled},`,
  );
  if (entries.length !== schemaPaths.length) throw new Error(OTHER_FORM);
  return [
    `${STUDY_DIR}/validate-params.ts`,
    [
      `${banner('stages')}// @ts-nocheck`,
      "import type { ErrorObject } from 'ajv';",
      await tidy(source.replaceAll(exports, '')),
      'type CompiledSchema = { (value: unknown): boolean; errors?: ErrorObject[] | null };',
      [
        '/** SHA-256 of a schema file → the schema, compiled. */',
        'export const compiledSchemas: Readonly<Record<string, CompiledSchema | undefined>> = {',
        ...entries,
        '};\n',
      ].join('\n'),
    ].join('\n\n'),
  ];
}

const OTHER_FORM = 'ajv writes its validators in another form than expected';

/** ajv's code, formatted, with imports where it has `require`. */
async function tidy(source: string): Promise<string> {
  const imports = new Map<string, string>();
  const linked = source.replaceAll(/require\("(ajv\/[^"]+)"\)/g, (_, module: string) => {
    const name = imports.get(module) ?? `ajv${imports.size}`;
    imports.set(module, name);
    return name;
  });
  if (linked.includes('require(')) throw new Error('The validator needs a module that is not of ajv');
  const { code } = await transform(linked, { charset: 'utf8' });
  return [...[...imports].map(([module, name]) => `import ${name} from '${module}.js';`), code.trim()].join(
    '\n',
  );
}

/** The report's page carries its script as text: there is no file beside it to load. */
async function bundleReportScript(): Promise<[file: string, text: string]> {
  const entry = 'src/report/client/main.ts';
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    write: false,
  });
  const script = outputFiles[0]!.text.trim();
  return [
    `${STUDY_DIR}/report-script.ts`,
    [
      `// Made from ${entry} by scripts/generate-types.ts. Do not edit.`,
      "/** What makes the report's charts readable under a pointer, and its figures downloadable. */",
      `export const reportScript = ${JSON.stringify(script)};\n`,
    ].join('\n'),
  ];
}

/** Descriptions are for editors; the validator carries its schema for messages and is smaller without. */
function dropProse(key: string, value: unknown): unknown {
  return ['description', 'title', '$id'].includes(key) && typeof value === 'string' ? undefined : value;
}

/** `oneOf: [{required: …}, …]` says nothing that a TypeScript type could. */
function withoutRequiredChoices(schema: JSONSchema): JSONSchema {
  const drop = (key: string, value: unknown) =>
    key === 'oneOf' &&
    Array.isArray(value) &&
    value.every((branch) => Object.keys(branch).join() === 'required')
      ? undefined
      : value;
  return JSON.parse(JSON.stringify(schema), drop) as JSONSchema;
}

async function listFiles(folder: string, extension: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith(extension))
    .sort();
}

async function main(): Promise<void> {
  const schemas = await listFiles(schemasDir, suffix);
  const wanted = new Map([
    ...(await Promise.all(schemas.map(generateType))),
    await generateValidator(),
    await generateParamsValidators(schemas.filter((file) => file.startsWith('stages/'))),
    await bundleReportScript(),
  ]);
  const contents = new Map<string, string>();
  for (const folder of [STUDY_DIR, RUNNER_DIR]) {
    await mkdir(path.join(root, folder), { recursive: true });
    for (const name of await listFiles(path.join(root, folder), '.ts')) {
      const file = `${folder}/${name}`;
      contents.set(file, await readFile(path.join(root, file), 'utf8'));
    }
  }
  const present = [...contents.keys()];
  const stale = [...wanted].filter(([file, text]) => contents.get(file) !== text).map(([file]) => file);
  const orphans = present.filter((file) => !wanted.has(file));

  if (process.argv.includes('--check')) {
    for (const file of [...stale, ...orphans]) console.error(`stale: ${file}`);
    if (stale.length + orphans.length > 0) {
      console.error('Run `npm run generate` and commit what it writes.');
      process.exitCode = 1;
    }
    return;
  }
  for (const file of stale) {
    const target = path.join(root, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, wanted.get(file) ?? '');
  }
  for (const file of orphans) await rm(path.join(root, file));
  console.log(`${stale.length} written, ${orphans.length} removed, ${wanted.size - stale.length} up to date`);
}

await main();
