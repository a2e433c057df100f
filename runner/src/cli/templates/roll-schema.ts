/** JSON Schema of the roll stage's params: pipeline.json is checked against it when it is loaded. */
export const ROLL_SCHEMA = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Params of the roll stage",
  "type": "object",
  "additionalProperties": false,
  "required": ["sides"],
  "properties": {
    "sides": { "description": "Sides of the die.", "type": "integer", "minimum": 2 },
    "rolls": { "description": "How often it is rolled.", "type": "integer", "minimum": 1, "default": 1000 }
  }
}
`;
