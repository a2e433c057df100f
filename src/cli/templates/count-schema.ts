/** JSON Schema of the count stage's params: pipeline.json is checked against it when it is loaded. */
export const COUNT_SCHEMA = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Params of the count stage",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "threshold": {
      "description": "A pixel is ink when it is brighter than this.",
      "type": "integer",
      "minimum": 0,
      "maximum": 255,
      "default": 128
    }
  }
}
`;
