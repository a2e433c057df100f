import { type Command, Option } from 'commander';
import { unreachable } from '../../base/unreachable.ts';
import type { Graph } from '../../pipeline/model.ts';
import { type CommandContext, writeJson, writeLines } from '../context.ts';
import { toDot } from '../graph/dot.ts';
import { toGraphJson } from '../graph/json.ts';
import { toMermaid } from '../graph/mermaid.ts';
import { viewActions, viewStages } from '../graph/view.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../graph-options.ts';
import { RequestError } from '../request-error.ts';

const FORMATS = ['mermaid', 'dot', 'json', 'svg'] as const;

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
    await writeGraph(await loadGraph(context, options), options, context);
  });
}

/** Nobody can read a drawing with more boxes, and laying them out takes long. */
const MOST_DRAWN = 300;

async function writeGraph(
  graph: Graph,
  options: GraphCommandOptions,
  context: CommandContext,
): Promise<void> {
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
    case 'svg': {
      const drawn = view(graph);
      assertDrawable(drawn.nodes.length);
      const { toSvg } = await import('../graph/svg.ts');
      writeLines(context, [toSvg(drawn, graph.name)]);
      return;
    }
    default:
      unreachable(format);
  }
}

function assertDrawable(nodes: number): void {
  if (nodes <= MOST_DRAWN) return;
  throw new RequestError(
    'GRAPH_TOO_LARGE',
    `${nodes} actions are too many for a drawing (at most ${MOST_DRAWN}).`,
    {
      hint: 'Leave out --actions to draw the stages, or write --format dot and lay it out with Graphviz.',
    },
  );
}
