import { joinWords } from '../../../runner/src/base/words.ts';
import type { CheckRow } from '../../generated/artifacts/checks.ts';
import { labelNorm } from '../../results/attack-labels.ts';
import { labelDataset } from '../../results/dataset-labels.ts';
import { formatSigned } from '../../results/format-numbers.ts';
import type { ResultTable } from '../../results/result-table.ts';
import { listDatasets, rowsUnderThreat } from '../../results/select-rows.ts';
import { type Threat, threatOrder } from '../../results/threat-labels.ts';
import { type FailedChecks, summarizeFailedChecks } from './failed-checks.ts';
import { measureTwinGains, type TwinGain } from './twin-gains.ts';
import { describeShortReach, normOf, selectWorstRows } from './worst-rows.ts';

/** The answer of a run, for the top of the report and the end of the terminal's output. */
export interface Headline {
  readonly datasets: readonly DatasetAnswer[];
  readonly checks: FailedChecks;
}

interface DatasetAnswer {
  readonly dataset: string;
  /** The answer in one sentence, with the dataset before it. */
  readonly answer: string;
  /** The numbers behind it and what they leave out. */
  readonly reasons: readonly string[];
}

/** Says what a run found. It looks at nothing but its arguments. */
export function summarizeHeadline(table: ResultTable, checks: readonly CheckRow[]): Headline {
  return {
    datasets: listDatasets(table).map((dataset) => answerFor(table, dataset)),
    checks: summarizeFailedChecks(checks),
  };
}

function answerFor(table: ResultTable, dataset: string): DatasetAnswer {
  const found = threatOrder.flatMap((threat) => {
    const gains = measureTwinGains(table, dataset, threat);
    const isOwn = table.rows.some((row) => row.dataset === dataset && row.threat === threat);
    return gains.length === 0 || !isOwn ? [] : [{ threat, gains }];
  });
  const name = labelDataset(dataset);
  if (found.length === 0) {
    return {
      dataset,
      answer: `${name}: no Bayesian network was attacked together with its frequentist twin, so there is nothing to compare.`,
      reasons: [],
    };
  }
  const gainsOf = (threat: Threat) => found.find((entry) => entry.threat === threat)?.gains;
  const learned = found.flatMap(({ threat, gains }) => {
    const own = gains.filter(({ untrained }) => untrained.length === 0);
    return own.length === 0 ? [] : [{ threat, gains: own }];
  });
  const untrained = found.flatMap(({ gains }) => gains.flatMap((gain) => gain.untrained));
  const names = [...new Set(untrained.map(({ label }) => label))];
  return {
    dataset,
    answer: `${name}: ${concludeFrom(table, gainsOf('direct'), gainsOf('transfer'))}`,
    reasons: [
      ...(learned.length === 0 ? [] : [describeNumbers(table, dataset, learned)]),
      ...(names.length === 0
        ? []
        : [
            `${joinWords(names)} did not learn the task: the clean accuracy is not clearly above guessing. Accuracy under attack then says nothing, so ${names.length === 1 ? 'it is' : 'they are'} not counted.`,
          ]),
    ],
  };
}

function concludeFrom(
  { repeats }: ResultTable,
  direct: readonly TwinGain[] = [],
  transfer: readonly TwinGain[] = [],
): string {
  const where = repeats === undefined ? 'in this training' : 'in these trainings';
  const [own, replayed] = [tally(direct), tally(transfer)];
  const decisive = own ?? replayed;
  if (decisive === undefined) return 'not applicable: no pair of networks learned the task.';
  if (decisive === 'ahead') return `yes, the Bayesian networks were more robust ${where}.`;
  if (own !== undefined && replayed === 'ahead') {
    return own === 'behind'
      ? `only against transferred examples. Attacked directly, the Bayesian networks were less robust ${where}.`
      : 'clearly so only against transferred examples. Attacked directly, it depends on the network.';
  }
  if (decisive === 'behind') return `no, the Bayesian networks were less robust ${where}.`;
  return 'it depends on the network.';
}

/** Whether the gains of all networks that learned the task are surely above 0, all surely below 0, or neither. */
function tally(gains: readonly TwinGain[]): 'ahead' | 'behind' | 'mixed' | undefined {
  const learned = gains.filter(({ untrained }) => untrained.length === 0);
  if (learned.length === 0) return undefined;
  if (learned.every(({ gain }) => gain.low > 0)) return 'ahead';
  return learned.every(({ gain }) => gain.high < 0) ? 'behind' : 'mixed';
}

function describeNumbers(
  table: ResultTable,
  dataset: string,
  found: readonly { readonly threat: Threat; readonly gains: readonly TwinGain[] }[],
): string {
  const rows = rowsUnderThreat(
    table.rows.filter((row) => row.dataset === dataset),
    found[0]!.threat,
  );
  const epsilons = [...new Set(found.flatMap(({ gains }) => gains.flatMap((gain) => gain.epsilons)))].sort(
    (a, b) => a - b,
  );
  const short = describeShortReach(rows, epsilons.at(-1)!);
  const norm = labelNorm(normOf(selectWorstRows(rows)[0]!));
  const numbers = found.map(({ threat, gains }) => describeGains(threat, gains)).join('; ');
  return `Accuracy of a Bayesian network minus that of its frequentist twin, each against the strongest ${norm} attack on each image, mean over ε ${joinWords(epsilons.map(String))}: ${numbers}.${
    short === undefined ? '' : ` But ${short}; beyond that ε the other attacks decide.`
  }`;
}

function describeGains(threat: Threat, gains: readonly TwinGain[]): string {
  const how =
    threat === 'transfer' ? 'with examples made on the twin' : 'with each network attacked directly';
  return `${joinWords(gains.map(({ model, gain }) => `${model.label} ${formatSigned(gain.value)} [${formatSigned(gain.low)}, ${formatSigned(gain.high)}]`))} ${how}`;
}
