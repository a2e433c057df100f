// Made from schemas/stages/aggregate.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Params of the stage aggregate: it has none.
 */
export interface AggregateParams {}
