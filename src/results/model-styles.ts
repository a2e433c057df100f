/** How a model is named and drawn in every figure and table. */
export interface ModelStyle {
  readonly name: string;
  readonly label: string;
  readonly colour: string;
  readonly bayesian: boolean;
  /** The frequentist network of a Bayesian one, or the other way round. */
  readonly twin: string | undefined;
}

/** From the palette of Okabe and Ito (2008): distinct with any common colour blindness and in grey print. */
const palette = {
  blue: '#0072b2',
  vermillion: '#d55e00',
  green: '#009e73',
  purple: '#a65a8c',
  grey: '#6b6b6b',
};

/** In the order of every legend and table. Twins share a colour; the Bayesian one is dashed and hollow. */
const known: readonly ModelStyle[] = [
  { name: 'lenet', label: 'LeNet', colour: palette.blue, bayesian: false, twin: 'blenet' },
  { name: 'blenet', label: 'B-LeNet', colour: palette.blue, bayesian: true, twin: 'lenet' },
  { name: 'alexnet', label: 'AlexNet', colour: palette.vermillion, bayesian: false, twin: 'balexnet' },
  { name: 'balexnet', label: 'B-AlexNet', colour: palette.vermillion, bayesian: true, twin: 'alexnet' },
  { name: 'simplecnn', label: 'SimpleCNN', colour: palette.green, bayesian: false, twin: 'bsimplecnn' },
  { name: 'bsimplecnn', label: 'B-SimpleCNN', colour: palette.green, bayesian: true, twin: 'simplecnn' },
];

/** The name of a model as readers know it: `B-AlexNet` for `balexnet`. A model that is not of the study keeps its own name. */
export function labelModel(name: string): string {
  return known.find((style) => style.name === name)?.label ?? name;
}

/**
 * Styles of the models that occur in rows, in the fixed order. Models that are not of the study follow in the order in which they
 * appear, each in a colour of its own.
 */
export function orderModels(
  rows: Iterable<{ readonly model: string; readonly bayesian?: boolean }>,
): ModelStyle[] {
  const occurring = new Map<string, boolean>();
  for (const row of rows) occurring.set(row.model, row.bayesian ?? occurring.get(row.model) ?? false);
  const others = [...occurring.keys()].filter((name) => !known.some((style) => style.name === name));
  const spare = [palette.purple, palette.grey];
  return [
    ...known.filter((style) => occurring.has(style.name)),
    ...others.map((name, i) => ({
      name,
      label: name,
      colour: spare[i % spare.length]!,
      bayesian: occurring.get(name)!,
      twin: undefined,
    })),
  ];
}
