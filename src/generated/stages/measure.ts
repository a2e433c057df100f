// Made from schemas/stages/measure.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Params of the stage measure: your own metric, computed for every cell of the attack grid.
 */
export interface MeasureParams {
  /**
   * Name of the metric: its column in the table.
   */
  metric: string;
  /**
   * Module whose default export computes it (docs/how-to/add-a-metric.md): path relative to the pipeline's folder, or package specifier.
   */
  module: string;
}
