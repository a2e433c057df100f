import type { ModelStyle } from '../results/model-styles.ts';
import { ink } from './figure-theme.ts';

/** Dashes of a Bayesian network's line, in px. */
const dashed = [6, 4];

/** Colour and dash by model, with one legend for both, in the fixed order of the models. */
export function encodeModels(models: readonly ModelStyle[], legendColumns: number) {
  const domain = models.map((model) => model.label);
  return {
    color: {
      field: 'label',
      type: 'nominal',
      title: null,
      sort: null,
      scale: { domain, range: models.map((model) => model.colour) },
      legend: {
        orient: 'bottom',
        direction: 'horizontal',
        columns: legendColumns,
        symbolType: 'stroke',
        symbolOpacity: 1,
      },
    },
    strokeDash: {
      field: 'label',
      type: 'nominal',
      title: null,
      sort: null,
      scale: { domain, range: models.map((model) => (model.bayesian ? dashed : [1, 0])) },
    },
  } as const;
}

/** Points of frequentist networks are filled, those of Bayesian ones hollow. */
export function encodePointFill(models: readonly ModelStyle[]) {
  return {
    field: 'label',
    type: 'nominal',
    legend: null,
    scale: {
      domain: models.map((model) => model.label),
      range: models.map((model) => (model.bayesian ? ink.paper : model.colour)),
    },
  } as const;
}
