// Made from schemas/stages/check.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Params of the stage check: it has none.
 */
export interface CheckParams {}
