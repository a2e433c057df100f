import { type Command, Option } from 'commander';
import type { Graph } from '../../pipeline/model.ts';
import { unreachable } from '../../progress/unreachable.ts';
import { type CommandContext, writeJson, writeLines } from '../context.ts';
import { toDot } from '../graph/dot.ts';
import { toGraphJson } from '../graph/json.ts';
import { toMermaid } from '../graph/mermaid.ts';
import { viewActions, viewStages } from '../graph/view.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../graph-options.ts';

const FORMATS = ['mermaid', 'dot', 'json'] as const;

interface GraphCommandOptions extends GraphOptions {
  readonly format: (typeof FORMATS)[number];
  readonly json?: true;
  readonly actions?: true;
}

/** `pipeline graph`: the stages, or all actions, as a drawing or as data. */
export function addGraphCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('graph')
    .description('draw the graph of stages')
    .addOption(new Option('--format <format>', 'how to write it').choices(FORMATS).default('mermaid'))
    .option('--json', 'short for --format json')
    .option('--actions', 'every action instead of one node a stage');
  addGraphOptions(command).action(async (options: GraphCommandOptions) => {
    writeGraph(await loadGraph(context, options), options, context);
  });
}

function writeGraph(graph: Graph, options: GraphCommandOptions, context: CommandContext): void {
  const format = options.json === true ? 'json' : options.format;
  const view = options.actions === true ? viewActions : viewStages;
  switch (format) {
    case 'mermaid':
      writeLines(context, [toMermaid(view(graph))]);
      return;
    case 'dot':
      writeLines(context, [toDot(view(graph), graph.name)]);
      return;
    case 'json':
      writeJson(context, toGraphJson(graph, options.actions === true));
      return;
    default:
      unreachable(format);
  }
}
