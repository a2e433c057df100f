import { type Files, pipelineOf, stageOf } from './pipeline-folder.ts';

const trainSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    epochs: { type: 'integer' },
    lr: { type: 'number', default: 0.1 },
    settings: { type: 'object', properties: { alpha: { type: 'number' } } },
  },
};

/** A study of two stages with a schema and three profiles, of which one is wrong. */
export const study: Files = {
  'pipeline.json': pipelineOf(
    {
      train: {
        program: 'train.ts',
        axes: { model: [{ name: 'lenet', epochs: 5 }], size: [28, 32] },
        params: { epochs: '${axis.model.epochs}' },
        outputs: ['model'],
      },
      plot: stageOf({ inputs: { model: 'train/model' }, params: { title: 'Plot', style: { dpi: 100 } } }),
    },
    {
      defaultProfile: 'quick',
      profiles: {
        quick: {},
        paper: { seed: 8, stages: { train: { params: { epochs: 100 }, axes: { size: [64] } }, plot: null } },
        broken: { stages: { train: { params: { epochs: 'many' }, retries: -1 } } },
      },
    },
  ),
  'train.ts': '',
  'schemas/stages/train.schema.json': trainSchema,
};
