import { orderAttacks } from '../../results/attack-labels.ts';
import { groupBy } from '../../results/group-by.ts';
import { orderModels } from '../../results/model-styles.ts';
import { type Examples, loadExamples } from '../load-examples.ts';
import type { ReportData } from '../load-report.ts';
import type { CellFacts } from '../study-results.ts';
import { drawSheet, type Sheet } from './draw-sheet.ts';

/** A model under one attack and threat: the same test images at a few ε. */
export interface Strip {
  readonly dataset: string;
  readonly model: string;
  readonly bayesian: boolean;
  readonly threat: string;
  readonly attack: string;
  readonly epsilons: readonly number[];
  readonly sheet: Sheet;
  /** For each ε and image: the class that the model gave it. */
  readonly predicted: readonly (readonly number[])[];
  /** For each ε and image: true class and confidence; undefined where a cell does not have them. */
  readonly judged: readonly Examples['judged'][];
}

/** How large the pictures of a page may be together, in bytes before base64. */
const sheetBudgetBytes = 2_500_000;
const mostImages = 3;
/** How many ε a strip shows. */
const epsilonsShown = 6;

/** Loads a strip for every model, attack and threat whose cells kept images: three images each, or fewer to fit the budget. */
export async function loadStrips({ results, cellFolders }: ReportData): Promise<Strip[]> {
  const located = results.cells.map((cell, i) => ({ cell, path: cellFolders[i]!.path }));
  const groups = groupBy(located, ({ cell }) => [cell.dataset, cell.model, cell.threat, cell.attack]);
  const loaded: { cells: CellFacts[]; examples: Examples[] }[] = [];
  for (const group of groups) {
    const epsilons = pickEpsilons(group.map(({ cell }) => cell.epsilon));
    const picked = epsilons.map((epsilon) => group.find(({ cell }) => cell.epsilon === epsilon)!);
    const examples = await Promise.all(picked.map(({ path }) => loadExamples(path)));
    const kept = picked.flatMap(({ cell }, i) =>
      examples[i] === undefined ? [] : [{ cell, own: examples[i] }],
    );
    if (kept.length > 0) {
      loaded.push({ cells: kept.map(({ cell }) => cell), examples: kept.map(({ own }) => own) });
    }
  }
  for (let imagesShown = mostImages; ; imagesShown--) {
    const strips = loaded.map(({ cells, examples }) => makeStrip(cells, examples, imagesShown));
    const bytes = strips.reduce((sum, { sheet }) => sum + sheet.png.length + sheet.changes.png.length, 0);
    if (bytes <= sheetBudgetBytes || imagesShown === 1) return sortStrips(strips);
  }
}

function makeStrip(cells: readonly CellFacts[], examples: readonly Examples[], imagesShown: number): Strip {
  const { dataset, model, bayesian, threat, attack } = cells[0]!;
  return {
    dataset,
    model,
    bayesian,
    threat,
    attack,
    epsilons: cells.map(({ epsilon }) => epsilon),
    sheet: drawSheet(examples, imagesShown),
    predicted: examples.map(({ predicted }) => predicted),
    judged: examples.map(({ judged }) => judged),
  };
}

function sortStrips(strips: readonly Strip[]): Strip[] {
  const models = orderModels(strips).map(({ name }) => name);
  const attacks = orderAttacks(strips).map(({ name }) => name);
  const rank = ({ model, attack }: Strip): number =>
    models.indexOf(model) * attacks.length + attacks.indexOf(attack);
  return [...strips].sort((a, b) => rank(a) - rank(b));
}

/** The ε nearest to 0, 0.1, 0.2, 0.4, 0.6 and 1 times the largest. */
export function pickEpsilons(all: readonly number[]): number[] {
  const sorted = [...new Set(all)].sort((a, b) => a - b);
  if (sorted.length <= epsilonsShown) return sorted;
  const largest = sorted.at(-1)!;
  const nearest = [0, 0.1, 0.2, 0.4, 0.6, 1].map((share) =>
    sorted.reduce((a, b) => (Math.abs(b - share * largest) < Math.abs(a - share * largest) ? b : a)),
  );
  return [...new Set(nearest)];
}
