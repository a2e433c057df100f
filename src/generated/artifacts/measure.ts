// Made from schemas/artifacts/measure.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * values.json of measure: a metric of every cell of the attack grid.
 */
export interface Measure {
  /**
   * Name of the metric.
   */
  metric: string;
  /**
   * Action of the cell → value; null where the metric has none to give.
   */
  values: {
    [k: string]: number | null;
  };
}
