import { readdir, readFile } from 'node:fs/promises';
import test from 'ava';
import type { Command } from 'commander';
import type { CommandContext } from '../../runner/src/cli/context.ts';
import { readDistribution } from '../../runner/src/cli/distribution.ts';
import { createProgram } from '../../runner/src/cli/program.ts';
import { createTestTerminal } from '../../runner/test/cli/test-terminal.ts';
import { additions } from '../../src/cli/additions.ts';

const readPage = (name: string): Promise<string> => readFile(`docs/reference/${name}`, 'utf8');

/** Heading of the second level → its text, up to the next one. */
function splitSections(page: string): Map<string, string> {
  return new Map(
    page.split(/^## /m).map((section) => {
      const [heading = ''] = section.split('\n', 1);
      return [heading, section];
    }),
  );
}

/** The commands that do something, by their whole name. */
function listCommands(command: Command, name: string): { name: string; command: Command }[] {
  const children = command.commands.filter((child) => child.name() !== 'help');
  if (children.length === 0) return [{ name, command }];
  return children.flatMap((child) => listCommands(child, `${name} ${child.name()}`));
}

const context: CommandContext = {
  terminal: createTestTerminal().terminal,
  baseDir: () => process.cwd(),
  exitWith: () => {},
};
const program = createProgram(context, readDistribution(process.cwd(), additions));

test('commands.md has a section for every command, with all its options', async (t) => {
  const sections = splitSections(await readPage('commands.md'));
  for (const { name, command } of listCommands(program, 'pipeline')) {
    const section = [...sections].find(([heading]) => heading.includes(`\`${name}\``))?.[1];
    if (section === undefined) {
      t.fail(`commands.md has no section \`${name}\``);
      continue;
    }
    for (const { short, long } of command.options)
      for (const flag of [short, long])
        if (flag) t.regex(section, new RegExp(`(?<![\\w-])${flag}(?![\\w-])`), `${name} ${flag}`);
    for (const argument of command.registeredArguments)
      t.true(section.toLowerCase().includes(argument.name()), `${name}: argument ${argument.name()}`);
  }
  const general = sections.get('Options that many commands have') ?? '';
  for (const { short, long } of program.options) t.true(general.includes((long ?? short)!), long ?? short);
});

test('commands.md names no option that there is not', async (t) => {
  const real = new Set(
    [program, ...listCommands(program, 'pipeline').map(({ command }) => command)].flatMap((command) =>
      command.options.map(({ long }) => long),
    ),
  );
  const rows = (await readPage('commands.md')).matchAll(/^\| `.*?(--[\w-]+)/gm);
  for (const [, flag] of rows) t.true(real.has(flag) || flag === '--help', flag);
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}

/** Every name that a schema gives a property, at any depth. */
function listProperties(schema: Schema): string[] {
  const { properties = {}, items, $defs = {}, additionalProperties } = schema;
  return [
    ...Object.keys(properties),
    ...[...Object.values(properties), ...Object.values($defs)].flatMap(listProperties),
    ...(items === undefined ? [] : listProperties(items)),
    ...(typeof additionalProperties === 'object' ? listProperties(additionalProperties) : []),
  ];
}

test('pipeline-json.md names every property of the schema', async (t) => {
  const page = await readPage('pipeline-json.md');
  const schema = JSON.parse(await readFile('schemas/pipeline.schema.json', 'utf8')) as Schema;
  const missing = [...new Set(listProperties(schema))].filter((name) => !page.includes(`\`${name}\``));
  t.deepEqual(missing, []);
});

/** Members of an interface of the stage API, read from its source. */
function listMembers(source: string, name: string): string[] {
  const body = new RegExp(`interface ${name}\\b[^{]*\\{\\n(.*?)^\\}`, 'ms').exec(source)![1]!;
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[?]?[:(<]/gm)].map(([, member]) => member!);
}

test('stage-api.md names every member that a stage sees', async (t) => {
  const page = await readPage('stage-api.md');
  const source = await readFile('runner/src/stage-api/context.ts', 'utf8');
  const context = [...listMembers(source, 'CommonContext'), ...listMembers(source, 'StageContext')];
  t.true(context.length >= 15);
  for (const member of context) t.regex(page, new RegExp(`^\\| \`${member}\` \\|`, 'm'), member);
  for (const name of ['InputFolder', 'ProgressReport', 'Checkpoint', 'StageLog', 'Provenance', 'BatchItem'])
    for (const member of listMembers(source, name))
      t.regex(page, new RegExp(`\`[^\`\n]*\\b${member}\\b[^\`\n]*\``), `${name}.${member}`);
});

test('files.md names the schema of every artifact and of every stage', async (t) => {
  const page = await readPage('files.md');
  for (const folder of ['artifacts', 'stages'])
    for (const file of await readdir(`schemas/${folder}`))
      t.true(page.includes(`schemas/${folder}/${file}`), `schemas/${folder}/${file}`);
});

test('environment.md names every variable of ours that the sources read', async (t) => {
  const page = await readPage('environment.md');
  const variables = new Set<string>();
  for (const root of ['runner/src', 'runner/bin', 'src', 'stages', 'bin'])
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.[jt]s$/.test(entry.name)) continue;
      const text = await readFile(`${entry.parentPath}/${entry.name}`, 'utf8');
      const reads = text.matchAll(/(?:env|environment)(?:\.|\[['"])(PIPELINE_[A-Z_]+)/g);
      for (const [, name] of reads) variables.add(name!);
    }
  t.true(variables.size >= 6, [...variables].join());
  for (const name of variables) t.true(page.includes(`\`${name}`), name);
});
