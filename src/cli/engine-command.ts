import type { Command } from 'commander';
import { type CommandContext, writeJson, writeLines } from '../../runner/src/cli/context.ts';
import type { ChosenEngine, EngineStatus } from '../engines/index.ts';

/**
 * `pipeline engine list|install`: the engines that the study's stages compute with. The only place where the command
 * reaches into the study, and only when asked to.
 */
export function addEngineCommand(program: Command, context: CommandContext): void {
  const engine = program
    .command('engine')
    .description("list or install the engines that the study's stages compute with");
  engine
    .command('list')
    .description('say which engines work here, and what the others need')
    .option('--json', 'as one JSON document')
    .action(async (options: { readonly json?: true }) => {
      const { foretellChoice, listEngines } = await import('../engines/index.ts');
      const engines = await listEngines();
      const chosen = await foretellChoice(engines);
      if (options.json === true) writeJson(context, { engines, chosen });
      else writeLines(context, [...engines.flatMap(describeEngine), describeChoice(chosen)]);
    });
  engine
    .command('install')
    .description('install the tensorflow engine now instead of at the first stage that needs it')
    .option('--gpu', 'the variant for NVIDIA GPUs')
    .action((options: { readonly gpu?: true }) => install(options.gpu === true, context));
}

async function install(gpu: boolean, context: CommandContext): Promise<void> {
  const { installEngine } = await import('../engines/index.ts');
  const say = createProgressLines((line) => context.terminal.writeError(`${line}\n`));
  const engine = await installEngine({ gpu, log: say, onProgress: ({ message }) => say(message) });
  writeLines(context, [`tensorflow ${engine.version} is installed in ${engine.folder}`]);
}

/** A step that reports often, such as a download, is named once. */
function createProgressLines(write: (line: string) => void): (message: string) => void {
  let last: string | undefined;
  return (message) => {
    if (message !== last) write(message);
    last = message;
  };
}

function describeChoice({ engine, reason }: ChosenEngine): string {
  return `stages compute with ${engine ?? 'none of them'}: ${reason}`;
}

function describeEngine({ name, works, version, location, reason, hint }: EngineStatus): string[] {
  const lines = [
    `${name}${version === undefined ? '' : ` ${version}`}: ${works ? 'works' : (reason ?? 'does not work')}`,
  ];
  if (location !== undefined) lines.push(`  in ${location}`);
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  return lines;
}
