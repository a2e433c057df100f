// Made from schemas/pipeline.schema.json by scripts/generate-types.ts. Do not edit.
// @ts-nocheck

import type { ErrorObject } from 'ajv';

"use strict";
const schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["formatVersion", "stages"], "additionalProperties": false, "properties": { "$schema": { "type": "string" }, "formatVersion": { "const": 1 }, "name": { "type": "string", "pattern": "\\S", "patternErrorMessage": "a name that is not empty" }, "description": { "type": "string" }, "seed": { "type": "integer", "minimum": 0, "maximum": 9007199254740991 }, "defaultProfile": { "type": "string" }, "cache": { "type": "string", "pattern": "^[^\\u0000-\\u001f]+$", "patternErrorMessage": "a folder" }, "remote": { "type": "string", "pattern": "^[^\\u0000-\\u001f]+$", "patternErrorMessage": "a folder or an address" }, "axes": { "type": "object", "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]*$", "patternErrorMessage": "an axis name (a letter, then letters, digits, - and _)" }, "additionalProperties": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/axisValue" } } }, "exclude": { "$ref": "#/$defs/exclusions" }, "stages": { "type": "object", "minProperties": 1, "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]*$", "patternErrorMessage": "a stage name (a letter, then letters, digits, - and _)" }, "additionalProperties": { "$ref": "#/$defs/stage" } }, "profiles": { "type": "object", "propertyNames": { "pattern": "^[^+]+$", "patternErrorMessage": "a profile name without + (a+b means the profiles a and b)" }, "additionalProperties": { "$ref": "#/$defs/profile" } } }, "$defs": { "stage": { "type": "object", "required": ["outputs"], "oneOf": [{ "required": ["program"] }, { "required": ["command"] }], "additionalProperties": false, "properties": { "description": { "type": "string" }, "program": { "type": "string", "pattern": "^[^\\u0000-\\u001f]+$", "patternErrorMessage": "a path or a package specifier" }, "command": { "type": "string", "pattern": "\\S", "patternErrorMessage": "a shell line that is not empty" }, "axes": { "type": "object", "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]*$", "patternErrorMessage": "an axis name (a letter, then letters, digits, - and _)" }, "additionalProperties": { "$ref": "#/$defs/stageAxis" } }, "exclude": { "$ref": "#/$defs/exclusions" }, "include": { "type": "array", "items": { "type": "object", "minProperties": 1, "additionalProperties": { "$ref": "#/$defs/axisValue" } } }, "batch": { "type": "array", "uniqueItems": true, "items": { "type": "string" } }, "inputs": { "type": "object", "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]*$", "patternErrorMessage": "an input name (a letter, then letters, digits, - and _)" }, "additionalProperties": { "$ref": "#/$defs/input" } }, "outputs": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$", "patternErrorMessage": "an output name (a letter or digit, then letters, digits, . - and _)" } }, "params": { "type": "object", "additionalProperties": true }, "paramsSchema": { "type": "string", "pattern": "^[^\\u0000-\\u001f]+$", "patternErrorMessage": "a path" }, "files": { "type": "array", "uniqueItems": true, "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f]+$", "patternErrorMessage": "a path or a glob" } }, "env": { "type": "array", "uniqueItems": true, "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "patternErrorMessage": "the name of an environment variable" } }, "passEnv": { "type": "array", "uniqueItems": true, "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "patternErrorMessage": "the name of an environment variable" } }, "resources": { "type": "object", "additionalProperties": false, "properties": { "threads": { "type": "integer", "minimum": 1, "maximum": 4096 }, "gpus": { "type": "integer", "minimum": 0, "maximum": 4096 }, "memoryMiB": { "type": "integer", "minimum": 0, "maximum": 9007199254740991 } } }, "retries": { "type": "integer", "minimum": 0, "maximum": 100 }, "timeoutMs": { "type": "integer", "minimum": 1, "maximum": 2147483647 }, "summary": { "type": "string", "pattern": "^[^/\\u0000-\\u001f]+/[^\\u0000-\\u001f]+$", "patternErrorMessage": "OUTPUT/FILE" }, "pinEngine": { "type": "boolean" } } }, "stageAxis": { "type": ["array", "string"], "pattern": "^\\$\\{axes\\.[A-Za-z][A-Za-z0-9_-]*\\}$", "patternErrorMessage": "${axes.NAME}", "minItems": 1, "items": { "$ref": "#/$defs/axisValue" } }, "exclusions": { "type": "array", "items": { "type": "object", "minProperties": 1, "additionalProperties": { "$ref": "#/$defs/axisValueName" } } }, "axisValueName": { "type": ["string", "number", "boolean"], "pattern": "^[^\\u0000]+$", "patternErrorMessage": "a value that is not empty" }, "axisValue": { "type": ["string", "number", "boolean", "object"], "pattern": "^[^\\u0000]+$", "patternErrorMessage": "a value that is not empty", "required": ["name"], "properties": { "name": { "$ref": "#/$defs/axisValueName" } }, "additionalProperties": true }, "input": { "type": ["string", "object"], "pattern": "^[^/]+/[^/]+$", "patternErrorMessage": "STAGE/OUTPUT", "required": ["from"], "additionalProperties": false, "properties": { "from": { "type": "string", "pattern": "^[^/]+/[^/]+$", "patternErrorMessage": "STAGE/OUTPUT" }, "where": { "type": "object", "additionalProperties": { "$ref": "#/$defs/axisValueName" } } } }, "profile": { "type": "object", "properties": { "extends": { "type": ["string", "array"], "uniqueItems": true, "items": { "type": "string" } }, "stages": { "type": "object", "additionalProperties": { "type": ["object", "null"] } } }, "additionalProperties": true } } };
const schema40 = { "type": "object", "properties": { "extends": { "type": ["string", "array"], "uniqueItems": true, "items": { "type": "string" } }, "stages": { "type": "object", "additionalProperties": { "type": ["object", "null"] } } }, "additionalProperties": true };
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("\\S", "u");
const pattern5 = new RegExp("^[^\\u0000-\\u001f]+$", "u");
const pattern7 = new RegExp("^[A-Za-z][A-Za-z0-9_-]*$", "u");
const pattern26 = new RegExp("^[^+]+$", "u");
const schema32 = { "type": ["string", "number", "boolean", "object"], "pattern": "^[^\\u0000]+$", "patternErrorMessage": "a value that is not empty", "required": ["name"], "properties": { "name": { "$ref": "#/$defs/axisValueName" } }, "additionalProperties": true };
const schema33 = { "type": ["string", "number", "boolean"], "pattern": "^[^\\u0000]+$", "patternErrorMessage": "a value that is not empty" };
const pattern8 = new RegExp("^[^\\u0000]+$", "u");
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (typeof data !== "string" && !(typeof data == "number" && isFinite(data)) && typeof data !== "boolean" && !(data && typeof data == "object" && !Array.isArray(data))) {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: schema32.type }, message: "must be string,number,boolean,object", schema: schema32.type, parentSchema: schema32, data };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (typeof data === "string") {
    if (!pattern8.test(data)) {
      const err1 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000]+$" }, message: 'must match pattern "^[^\\u0000]+$"', schema: "^[^\\u0000]+$", parentSchema: schema32, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema32.required, parentSchema: schema32, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 !== "string" && !(typeof data0 == "number" && isFinite(data0)) && typeof data0 !== "boolean") {
        const err3 = { instancePath: instancePath + "/name", schemaPath: "#/$defs/axisValueName/type", keyword: "type", params: { type: schema33.type }, message: "must be string,number,boolean", schema: schema33.type, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (typeof data0 === "string") {
        if (!pattern8.test(data0)) {
          const err4 = { instancePath: instancePath + "/name", schemaPath: "#/$defs/axisValueName/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000]+$" }, message: 'must match pattern "^[^\\u0000]+$"', schema: "^[^\\u0000]+$", parentSchema: schema33, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      }
    }
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema34 = { "type": "array", "items": { "type": "object", "minProperties": 1, "additionalProperties": { "$ref": "#/$defs/axisValueName" } } };
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate23.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (Object.keys(data0).length < 1) {
          const err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema34.items, data: data0 };
          if (vErrors === null) {
            vErrors = [err0];
          } else {
            vErrors.push(err0);
          }
          errors++;
        }
        for (const key0 in data0) {
          let data1 = data0[key0];
          if (typeof data1 !== "string" && !(typeof data1 == "number" && isFinite(data1)) && typeof data1 !== "boolean") {
            const err1 = { instancePath: instancePath + "/" + i0 + "/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/axisValueName/type", keyword: "type", params: { type: schema33.type }, message: "must be string,number,boolean", schema: schema33.type, parentSchema: schema33, data: data1 };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
          if (typeof data1 === "string") {
            if (!pattern8.test(data1)) {
              const err2 = { instancePath: instancePath + "/" + i0 + "/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/axisValueName/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000]+$" }, message: 'must match pattern "^[^\\u0000]+$"', schema: "^[^\\u0000]+$", parentSchema: schema33, data: data1 };
              if (vErrors === null) {
                vErrors = [err2];
              } else {
                vErrors.push(err2);
              }
              errors++;
            }
          }
        }
      } else {
        const err3 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema34.items.type, parentSchema: schema34.items, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
  } else {
    const err4 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema34.type, parentSchema: schema34, data };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
const schema36 = { "type": "object", "required": ["outputs"], "oneOf": [{ "required": ["program"] }, { "required": ["command"] }], "additionalProperties": false, "properties": { "description": { "type": "string" }, "program": { "type": "string", "pattern": "^[^\\u0000-\\u001f]+$", "patternErrorMessage": "a path or a package specifier" }, "command": { "type": "string", "pattern": "\\S", "patternErrorMessage": "a shell line that is not empty" }, "axes": { "type": "object", "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]*$", "patternErrorMessage": "an axis name (a letter, then letters, digits, - and _)" }, "additionalProperties": { "$ref": "#/$defs/stageAxis" } }, "exclude": { "$ref": "#/$defs/exclusions" }, "include": { "type": "array", "items": { "type": "object", "minProperties": 1, "additionalProperties": { "$ref": "#/$defs/axisValue" } } }, "batch": { "type": "array", "uniqueItems": true, "items": { "type": "string" } }, "inputs": { "type": "object", "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]*$", "patternErrorMessage": "an input name (a letter, then letters, digits, - and _)" }, "additionalProperties": { "$ref": "#/$defs/input" } }, "outputs": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$", "patternErrorMessage": "an output name (a letter or digit, then letters, digits, . - and _)" } }, "params": { "type": "object", "additionalProperties": true }, "paramsSchema": { "type": "string", "pattern": "^[^\\u0000-\\u001f]+$", "patternErrorMessage": "a path" }, "files": { "type": "array", "uniqueItems": true, "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f]+$", "patternErrorMessage": "a path or a glob" } }, "env": { "type": "array", "uniqueItems": true, "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "patternErrorMessage": "the name of an environment variable" } }, "passEnv": { "type": "array", "uniqueItems": true, "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "patternErrorMessage": "the name of an environment variable" } }, "resources": { "type": "object", "additionalProperties": false, "properties": { "threads": { "type": "integer", "minimum": 1, "maximum": 4096 }, "gpus": { "type": "integer", "minimum": 0, "maximum": 4096 }, "memoryMiB": { "type": "integer", "minimum": 0, "maximum": 9007199254740991 } } }, "retries": { "type": "integer", "minimum": 0, "maximum": 100 }, "timeoutMs": { "type": "integer", "minimum": 1, "maximum": 2147483647 }, "summary": { "type": "string", "pattern": "^[^/\\u0000-\\u001f]+/[^\\u0000-\\u001f]+$", "patternErrorMessage": "OUTPUT/FILE" }, "pinEngine": { "type": "boolean" } } };
const pattern20 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]*$", "u");
const pattern23 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
const pattern25 = new RegExp("^[^/\\u0000-\\u001f]+/[^\\u0000-\\u001f]+$", "u");
const schema37 = { "type": ["array", "string"], "pattern": "^\\$\\{axes\\.[A-Za-z][A-Za-z0-9_-]*\\}$", "patternErrorMessage": "${axes.NAME}", "minItems": 1, "items": { "$ref": "#/$defs/axisValue" } };
const pattern15 = new RegExp("^\\$\\{axes\\.[A-Za-z][A-Za-z0-9_-]*\\}$", "u");
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate26.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (!Array.isArray(data) && typeof data !== "string") {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: schema37.type }, message: "must be array,string", schema: schema37.type, parentSchema: schema37, data };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (typeof data === "string") {
    if (!pattern15.test(data)) {
      const err1 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^\\$\\{axes\\.[A-Za-z][A-Za-z0-9_-]*\\}$" }, message: 'must match pattern "^\\$\\{axes\\.[A-Za-z][A-Za-z0-9_-]*\\}$"', schema: "^\\$\\{axes\\.[A-Za-z][A-Za-z0-9_-]*\\}$", parentSchema: schema37, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
  }
  if (Array.isArray(data)) {
    if (data.length < 1) {
      const err2 = { instancePath, schemaPath: "#/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema37, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      if (!validate21(data[i0], { instancePath: instancePath + "/" + i0, parentData: data, parentDataProperty: i0, rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
        errors = vErrors.length;
      }
    }
  }
  validate26.errors = vErrors;
  return errors === 0;
}
validate26.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
const schema38 = { "type": ["string", "object"], "pattern": "^[^/]+/[^/]+$", "patternErrorMessage": "STAGE/OUTPUT", "required": ["from"], "additionalProperties": false, "properties": { "from": { "type": "string", "pattern": "^[^/]+/[^/]+$", "patternErrorMessage": "STAGE/OUTPUT" }, "where": { "type": "object", "additionalProperties": { "$ref": "#/$defs/axisValueName" } } } };
const pattern17 = new RegExp("^[^/]+/[^/]+$", "u");
function validate31(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate31.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (typeof data !== "string" && !(data && typeof data == "object" && !Array.isArray(data))) {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: schema38.type }, message: "must be string,object", schema: schema38.type, parentSchema: schema38, data };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (typeof data === "string") {
    if (!pattern17.test(data)) {
      const err1 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[^/]+/[^/]+$" }, message: 'must match pattern "^[^/]+/[^/]+$"', schema: "^[^/]+/[^/]+$", parentSchema: schema38, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.from === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "from" }, message: "must have required property 'from'", schema: schema38.required, parentSchema: schema38, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "from" || key0 === "where")) {
        const err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema38, data };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.from !== void 0) {
      let data0 = data.from;
      if (typeof data0 === "string") {
        if (!pattern17.test(data0)) {
          const err4 = { instancePath: instancePath + "/from", schemaPath: "#/properties/from/pattern", keyword: "pattern", params: { pattern: "^[^/]+/[^/]+$" }, message: 'must match pattern "^[^/]+/[^/]+$"', schema: "^[^/]+/[^/]+$", parentSchema: schema38.properties.from, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/from", schemaPath: "#/properties/from/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.from.type, parentSchema: schema38.properties.from, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.where !== void 0) {
      let data1 = data.where;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        for (const key1 in data1) {
          let data2 = data1[key1];
          if (typeof data2 !== "string" && !(typeof data2 == "number" && isFinite(data2)) && typeof data2 !== "boolean") {
            const err6 = { instancePath: instancePath + "/where/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/axisValueName/type", keyword: "type", params: { type: schema33.type }, message: "must be string,number,boolean", schema: schema33.type, parentSchema: schema33, data: data2 };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
          if (typeof data2 === "string") {
            if (!pattern8.test(data2)) {
              const err7 = { instancePath: instancePath + "/where/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/axisValueName/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000]+$" }, message: 'must match pattern "^[^\\u0000]+$"', schema: "^[^\\u0000]+$", parentSchema: schema33, data: data2 };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
          }
        }
      } else {
        const err8 = { instancePath: instancePath + "/where", schemaPath: "#/properties/where/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema38.properties.where.type, parentSchema: schema38.properties.where, data: data1 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
  }
  validate31.errors = vErrors;
  return errors === 0;
}
validate31.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate25.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  const _errs1 = errors;
  let valid0 = false;
  let passing0 = null;
  const _errs2 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.program === void 0) {
      const err0 = { instancePath, schemaPath: "#/oneOf/0/required", keyword: "required", params: { missingProperty: "program" }, message: "must have required property 'program'", schema: schema36.oneOf[0].required, parentSchema: schema36.oneOf[0], data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  }
  var _valid0 = _errs2 === errors;
  if (_valid0) {
    valid0 = true;
    passing0 = 0;
  }
  const _errs3 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.command === void 0) {
      const err1 = { instancePath, schemaPath: "#/oneOf/1/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema36.oneOf[1].required, parentSchema: schema36.oneOf[1], data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
  }
  var _valid0 = _errs3 === errors;
  if (_valid0 && valid0) {
    valid0 = false;
    passing0 = [passing0, 1];
  } else {
    if (_valid0) {
      valid0 = true;
      passing0 = 1;
    }
  }
  if (!valid0) {
    const err2 = { instancePath, schemaPath: "#/oneOf", keyword: "oneOf", params: { passingSchemas: passing0 }, message: "must match exactly one schema in oneOf", schema: schema36.oneOf, parentSchema: schema36, data };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  } else {
    errors = _errs1;
    if (vErrors !== null) {
      if (_errs1) {
        vErrors.length = _errs1;
      } else {
        vErrors = null;
      }
    }
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.outputs === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "outputs" }, message: "must have required property 'outputs'", schema: schema36.required, parentSchema: schema36, data };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema36.properties, key0)) {
        const err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema36, data };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.description !== void 0) {
      let data0 = data.description;
      if (typeof data0 !== "string") {
        const err5 = { instancePath: instancePath + "/description", schemaPath: "#/properties/description/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.description.type, parentSchema: schema36.properties.description, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.program !== void 0) {
      let data1 = data.program;
      if (typeof data1 === "string") {
        if (!pattern5.test(data1)) {
          const err6 = { instancePath: instancePath + "/program", schemaPath: "#/properties/program/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f]+$" }, message: 'must match pattern "^[^\\u0000-\\u001f]+$"', schema: "^[^\\u0000-\\u001f]+$", parentSchema: schema36.properties.program, data: data1 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/program", schemaPath: "#/properties/program/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.program.type, parentSchema: schema36.properties.program, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.command !== void 0) {
      let data2 = data.command;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          const err8 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema36.properties.command, data: data2 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.command.type, parentSchema: schema36.properties.command, data: data2 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.axes !== void 0) {
      let data3 = data.axes;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        for (const key1 in data3) {
          const _errs13 = errors;
          if (typeof key1 === "string") {
            if (!pattern7.test(key1)) {
              const err10 = { instancePath: instancePath + "/axes", schemaPath: "#/properties/axes/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z][A-Za-z0-9_-]*$" }, message: 'must match pattern "^[A-Za-z][A-Za-z0-9_-]*$"', schema: "^[A-Za-z][A-Za-z0-9_-]*$", parentSchema: schema36.properties.axes.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          }
          var valid2 = _errs13 === errors;
          if (!valid2) {
            const err11 = { instancePath: instancePath + "/axes", schemaPath: "#/properties/axes/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, message: "property name must be valid", schema: schema36.properties.axes.propertyNames, parentSchema: schema36.properties.axes, data: data3 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        for (const key2 in data3) {
          if (!validate26(data3[key2], { instancePath: instancePath + "/axes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data3, parentDataProperty: key2, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err12 = { instancePath: instancePath + "/axes", schemaPath: "#/properties/axes/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.properties.axes.type, parentSchema: schema36.properties.axes, data: data3 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.exclude !== void 0) {
      if (!validate23(data.exclude, { instancePath: instancePath + "/exclude", parentData: data, parentDataProperty: "exclude", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
        errors = vErrors.length;
      }
    }
    if (data.include !== void 0) {
      let data6 = data.include;
      if (Array.isArray(data6)) {
        const len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data7 = data6[i0];
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (Object.keys(data7).length < 1) {
              const err13 = { instancePath: instancePath + "/include/" + i0, schemaPath: "#/properties/include/items/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema36.properties.include.items, data: data7 };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
            for (const key3 in data7) {
              if (!validate21(data7[key3], { instancePath: instancePath + "/include/" + i0 + "/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data7, parentDataProperty: key3, rootData, dynamicAnchors })) {
                vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
                errors = vErrors.length;
              }
            }
          } else {
            const err14 = { instancePath: instancePath + "/include/" + i0, schemaPath: "#/properties/include/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.properties.include.items.type, parentSchema: schema36.properties.include.items, data: data7 };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
      } else {
        const err15 = { instancePath: instancePath + "/include", schemaPath: "#/properties/include/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.include.type, parentSchema: schema36.properties.include, data: data6 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.batch !== void 0) {
      let data9 = data.batch;
      if (Array.isArray(data9)) {
        const len1 = data9.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data10 = data9[i1];
          if (typeof data10 !== "string") {
            const err16 = { instancePath: instancePath + "/batch/" + i1, schemaPath: "#/properties/batch/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.batch.items.type, parentSchema: schema36.properties.batch.items, data: data10 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        let i2 = data9.length;
        let j0;
        if (i2 > 1) {
          const indices0 = {};
          for (; i2--; ) {
            let item0 = data9[i2];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err17 = { instancePath: instancePath + "/batch", schemaPath: "#/properties/batch/uniqueItems", keyword: "uniqueItems", params: { i: i2, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i2 + " are identical)", schema: true, parentSchema: schema36.properties.batch, data: data9 };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
              break;
            }
            indices0[item0] = i2;
          }
        }
      } else {
        const err18 = { instancePath: instancePath + "/batch", schemaPath: "#/properties/batch/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.batch.type, parentSchema: schema36.properties.batch, data: data9 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.inputs !== void 0) {
      let data11 = data.inputs;
      if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
        for (const key4 in data11) {
          const _errs29 = errors;
          if (typeof key4 === "string") {
            if (!pattern7.test(key4)) {
              const err19 = { instancePath: instancePath + "/inputs", schemaPath: "#/properties/inputs/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z][A-Za-z0-9_-]*$" }, message: 'must match pattern "^[A-Za-z][A-Za-z0-9_-]*$"', schema: "^[A-Za-z][A-Za-z0-9_-]*$", parentSchema: schema36.properties.inputs.propertyNames, data: key4, propertyName: key4 };
              if (vErrors === null) {
                vErrors = [err19];
              } else {
                vErrors.push(err19);
              }
              errors++;
            }
          }
          var valid10 = _errs29 === errors;
          if (!valid10) {
            const err20 = { instancePath: instancePath + "/inputs", schemaPath: "#/properties/inputs/propertyNames", keyword: "propertyNames", params: { propertyName: key4 }, message: "property name must be valid", schema: schema36.properties.inputs.propertyNames, parentSchema: schema36.properties.inputs, data: data11 };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        }
        for (const key5 in data11) {
          if (!validate31(data11[key5], { instancePath: instancePath + "/inputs/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data11, parentDataProperty: key5, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err21 = { instancePath: instancePath + "/inputs", schemaPath: "#/properties/inputs/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.properties.inputs.type, parentSchema: schema36.properties.inputs, data: data11 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.outputs !== void 0) {
      let data13 = data.outputs;
      if (Array.isArray(data13)) {
        if (data13.length < 1) {
          const err22 = { instancePath: instancePath + "/outputs", schemaPath: "#/properties/outputs/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema36.properties.outputs, data: data13 };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        const len2 = data13.length;
        for (let i3 = 0; i3 < len2; i3++) {
          let data14 = data13[i3];
          if (typeof data14 === "string") {
            if (!pattern20.test(data14)) {
              const err23 = { instancePath: instancePath + "/outputs/" + i3, schemaPath: "#/properties/outputs/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$" }, message: 'must match pattern "^[A-Za-z0-9][A-Za-z0-9._-]*$"', schema: "^[A-Za-z0-9][A-Za-z0-9._-]*$", parentSchema: schema36.properties.outputs.items, data: data14 };
              if (vErrors === null) {
                vErrors = [err23];
              } else {
                vErrors.push(err23);
              }
              errors++;
            }
          } else {
            const err24 = { instancePath: instancePath + "/outputs/" + i3, schemaPath: "#/properties/outputs/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.outputs.items.type, parentSchema: schema36.properties.outputs.items, data: data14 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
        let i4 = data13.length;
        let j1;
        if (i4 > 1) {
          const indices1 = {};
          for (; i4--; ) {
            let item1 = data13[i4];
            if (typeof item1 !== "string") {
              continue;
            }
            if (typeof indices1[item1] == "number") {
              j1 = indices1[item1];
              const err25 = { instancePath: instancePath + "/outputs", schemaPath: "#/properties/outputs/uniqueItems", keyword: "uniqueItems", params: { i: i4, j: j1 }, message: "must NOT have duplicate items (items ## " + j1 + " and " + i4 + " are identical)", schema: true, parentSchema: schema36.properties.outputs, data: data13 };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
              break;
            }
            indices1[item1] = i4;
          }
        }
      } else {
        const err26 = { instancePath: instancePath + "/outputs", schemaPath: "#/properties/outputs/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.outputs.type, parentSchema: schema36.properties.outputs, data: data13 };
        if (vErrors === null) {
          vErrors = [err26];
        } else {
          vErrors.push(err26);
        }
        errors++;
      }
    }
    if (data.params !== void 0) {
      let data15 = data.params;
      if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
      } else {
        const err27 = { instancePath: instancePath + "/params", schemaPath: "#/properties/params/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.properties.params.type, parentSchema: schema36.properties.params, data: data15 };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
    }
    if (data.paramsSchema !== void 0) {
      let data16 = data.paramsSchema;
      if (typeof data16 === "string") {
        if (!pattern5.test(data16)) {
          const err28 = { instancePath: instancePath + "/paramsSchema", schemaPath: "#/properties/paramsSchema/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f]+$" }, message: 'must match pattern "^[^\\u0000-\\u001f]+$"', schema: "^[^\\u0000-\\u001f]+$", parentSchema: schema36.properties.paramsSchema, data: data16 };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      } else {
        const err29 = { instancePath: instancePath + "/paramsSchema", schemaPath: "#/properties/paramsSchema/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.paramsSchema.type, parentSchema: schema36.properties.paramsSchema, data: data16 };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.files !== void 0) {
      let data17 = data.files;
      if (Array.isArray(data17)) {
        const len3 = data17.length;
        for (let i5 = 0; i5 < len3; i5++) {
          let data18 = data17[i5];
          if (typeof data18 === "string") {
            if (!pattern5.test(data18)) {
              const err30 = { instancePath: instancePath + "/files/" + i5, schemaPath: "#/properties/files/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f]+$" }, message: 'must match pattern "^[^\\u0000-\\u001f]+$"', schema: "^[^\\u0000-\\u001f]+$", parentSchema: schema36.properties.files.items, data: data18 };
              if (vErrors === null) {
                vErrors = [err30];
              } else {
                vErrors.push(err30);
              }
              errors++;
            }
          } else {
            const err31 = { instancePath: instancePath + "/files/" + i5, schemaPath: "#/properties/files/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.files.items.type, parentSchema: schema36.properties.files.items, data: data18 };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
        }
        let i6 = data17.length;
        let j2;
        if (i6 > 1) {
          const indices2 = {};
          for (; i6--; ) {
            let item2 = data17[i6];
            if (typeof item2 !== "string") {
              continue;
            }
            if (typeof indices2[item2] == "number") {
              j2 = indices2[item2];
              const err32 = { instancePath: instancePath + "/files", schemaPath: "#/properties/files/uniqueItems", keyword: "uniqueItems", params: { i: i6, j: j2 }, message: "must NOT have duplicate items (items ## " + j2 + " and " + i6 + " are identical)", schema: true, parentSchema: schema36.properties.files, data: data17 };
              if (vErrors === null) {
                vErrors = [err32];
              } else {
                vErrors.push(err32);
              }
              errors++;
              break;
            }
            indices2[item2] = i6;
          }
        }
      } else {
        const err33 = { instancePath: instancePath + "/files", schemaPath: "#/properties/files/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.files.type, parentSchema: schema36.properties.files, data: data17 };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
    if (data.env !== void 0) {
      let data19 = data.env;
      if (Array.isArray(data19)) {
        const len4 = data19.length;
        for (let i7 = 0; i7 < len4; i7++) {
          let data20 = data19[i7];
          if (typeof data20 === "string") {
            if (!pattern23.test(data20)) {
              const err34 = { instancePath: instancePath + "/env/" + i7, schemaPath: "#/properties/env/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" }, message: 'must match pattern "^[A-Za-z_][A-Za-z0-9_]*$"', schema: "^[A-Za-z_][A-Za-z0-9_]*$", parentSchema: schema36.properties.env.items, data: data20 };
              if (vErrors === null) {
                vErrors = [err34];
              } else {
                vErrors.push(err34);
              }
              errors++;
            }
          } else {
            const err35 = { instancePath: instancePath + "/env/" + i7, schemaPath: "#/properties/env/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.env.items.type, parentSchema: schema36.properties.env.items, data: data20 };
            if (vErrors === null) {
              vErrors = [err35];
            } else {
              vErrors.push(err35);
            }
            errors++;
          }
        }
        let i8 = data19.length;
        let j3;
        if (i8 > 1) {
          const indices3 = {};
          for (; i8--; ) {
            let item3 = data19[i8];
            if (typeof item3 !== "string") {
              continue;
            }
            if (typeof indices3[item3] == "number") {
              j3 = indices3[item3];
              const err36 = { instancePath: instancePath + "/env", schemaPath: "#/properties/env/uniqueItems", keyword: "uniqueItems", params: { i: i8, j: j3 }, message: "must NOT have duplicate items (items ## " + j3 + " and " + i8 + " are identical)", schema: true, parentSchema: schema36.properties.env, data: data19 };
              if (vErrors === null) {
                vErrors = [err36];
              } else {
                vErrors.push(err36);
              }
              errors++;
              break;
            }
            indices3[item3] = i8;
          }
        }
      } else {
        const err37 = { instancePath: instancePath + "/env", schemaPath: "#/properties/env/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.env.type, parentSchema: schema36.properties.env, data: data19 };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
    }
    if (data.passEnv !== void 0) {
      let data21 = data.passEnv;
      if (Array.isArray(data21)) {
        const len5 = data21.length;
        for (let i9 = 0; i9 < len5; i9++) {
          let data22 = data21[i9];
          if (typeof data22 === "string") {
            if (!pattern23.test(data22)) {
              const err38 = { instancePath: instancePath + "/passEnv/" + i9, schemaPath: "#/properties/passEnv/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" }, message: 'must match pattern "^[A-Za-z_][A-Za-z0-9_]*$"', schema: "^[A-Za-z_][A-Za-z0-9_]*$", parentSchema: schema36.properties.passEnv.items, data: data22 };
              if (vErrors === null) {
                vErrors = [err38];
              } else {
                vErrors.push(err38);
              }
              errors++;
            }
          } else {
            const err39 = { instancePath: instancePath + "/passEnv/" + i9, schemaPath: "#/properties/passEnv/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.passEnv.items.type, parentSchema: schema36.properties.passEnv.items, data: data22 };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
        }
        let i10 = data21.length;
        let j4;
        if (i10 > 1) {
          const indices4 = {};
          for (; i10--; ) {
            let item4 = data21[i10];
            if (typeof item4 !== "string") {
              continue;
            }
            if (typeof indices4[item4] == "number") {
              j4 = indices4[item4];
              const err40 = { instancePath: instancePath + "/passEnv", schemaPath: "#/properties/passEnv/uniqueItems", keyword: "uniqueItems", params: { i: i10, j: j4 }, message: "must NOT have duplicate items (items ## " + j4 + " and " + i10 + " are identical)", schema: true, parentSchema: schema36.properties.passEnv, data: data21 };
              if (vErrors === null) {
                vErrors = [err40];
              } else {
                vErrors.push(err40);
              }
              errors++;
              break;
            }
            indices4[item4] = i10;
          }
        }
      } else {
        const err41 = { instancePath: instancePath + "/passEnv", schemaPath: "#/properties/passEnv/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.passEnv.type, parentSchema: schema36.properties.passEnv, data: data21 };
        if (vErrors === null) {
          vErrors = [err41];
        } else {
          vErrors.push(err41);
        }
        errors++;
      }
    }
    if (data.resources !== void 0) {
      let data23 = data.resources;
      if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
        for (const key6 in data23) {
          if (!(key6 === "threads" || key6 === "gpus" || key6 === "memoryMiB")) {
            const err42 = { instancePath: instancePath + "/resources", schemaPath: "#/properties/resources/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 }, message: "must NOT have additional properties", schema: false, parentSchema: schema36.properties.resources, data: data23 };
            if (vErrors === null) {
              vErrors = [err42];
            } else {
              vErrors.push(err42);
            }
            errors++;
          }
        }
        if (data23.threads !== void 0) {
          let data24 = data23.threads;
          if (!(typeof data24 == "number" && (!(data24 % 1) && !isNaN(data24)) && isFinite(data24))) {
            const err43 = { instancePath: instancePath + "/resources/threads", schemaPath: "#/properties/resources/properties/threads/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.properties.resources.properties.threads.type, parentSchema: schema36.properties.resources.properties.threads, data: data24 };
            if (vErrors === null) {
              vErrors = [err43];
            } else {
              vErrors.push(err43);
            }
            errors++;
          }
          if (typeof data24 == "number" && isFinite(data24)) {
            if (data24 > 4096 || isNaN(data24)) {
              const err44 = { instancePath: instancePath + "/resources/threads", schemaPath: "#/properties/resources/properties/threads/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4096 }, message: "must be <= 4096", schema: 4096, parentSchema: schema36.properties.resources.properties.threads, data: data24 };
              if (vErrors === null) {
                vErrors = [err44];
              } else {
                vErrors.push(err44);
              }
              errors++;
            }
            if (data24 < 1 || isNaN(data24)) {
              const err45 = { instancePath: instancePath + "/resources/threads", schemaPath: "#/properties/resources/properties/threads/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema36.properties.resources.properties.threads, data: data24 };
              if (vErrors === null) {
                vErrors = [err45];
              } else {
                vErrors.push(err45);
              }
              errors++;
            }
          }
        }
        if (data23.gpus !== void 0) {
          let data25 = data23.gpus;
          if (!(typeof data25 == "number" && (!(data25 % 1) && !isNaN(data25)) && isFinite(data25))) {
            const err46 = { instancePath: instancePath + "/resources/gpus", schemaPath: "#/properties/resources/properties/gpus/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.properties.resources.properties.gpus.type, parentSchema: schema36.properties.resources.properties.gpus, data: data25 };
            if (vErrors === null) {
              vErrors = [err46];
            } else {
              vErrors.push(err46);
            }
            errors++;
          }
          if (typeof data25 == "number" && isFinite(data25)) {
            if (data25 > 4096 || isNaN(data25)) {
              const err47 = { instancePath: instancePath + "/resources/gpus", schemaPath: "#/properties/resources/properties/gpus/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4096 }, message: "must be <= 4096", schema: 4096, parentSchema: schema36.properties.resources.properties.gpus, data: data25 };
              if (vErrors === null) {
                vErrors = [err47];
              } else {
                vErrors.push(err47);
              }
              errors++;
            }
            if (data25 < 0 || isNaN(data25)) {
              const err48 = { instancePath: instancePath + "/resources/gpus", schemaPath: "#/properties/resources/properties/gpus/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema36.properties.resources.properties.gpus, data: data25 };
              if (vErrors === null) {
                vErrors = [err48];
              } else {
                vErrors.push(err48);
              }
              errors++;
            }
          }
        }
        if (data23.memoryMiB !== void 0) {
          let data26 = data23.memoryMiB;
          if (!(typeof data26 == "number" && (!(data26 % 1) && !isNaN(data26)) && isFinite(data26))) {
            const err49 = { instancePath: instancePath + "/resources/memoryMiB", schemaPath: "#/properties/resources/properties/memoryMiB/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.properties.resources.properties.memoryMiB.type, parentSchema: schema36.properties.resources.properties.memoryMiB, data: data26 };
            if (vErrors === null) {
              vErrors = [err49];
            } else {
              vErrors.push(err49);
            }
            errors++;
          }
          if (typeof data26 == "number" && isFinite(data26)) {
            if (data26 > 9007199254740991 || isNaN(data26)) {
              const err50 = { instancePath: instancePath + "/resources/memoryMiB", schemaPath: "#/properties/resources/properties/memoryMiB/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9007199254740991 }, message: "must be <= 9007199254740991", schema: 9007199254740991, parentSchema: schema36.properties.resources.properties.memoryMiB, data: data26 };
              if (vErrors === null) {
                vErrors = [err50];
              } else {
                vErrors.push(err50);
              }
              errors++;
            }
            if (data26 < 0 || isNaN(data26)) {
              const err51 = { instancePath: instancePath + "/resources/memoryMiB", schemaPath: "#/properties/resources/properties/memoryMiB/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema36.properties.resources.properties.memoryMiB, data: data26 };
              if (vErrors === null) {
                vErrors = [err51];
              } else {
                vErrors.push(err51);
              }
              errors++;
            }
          }
        }
      } else {
        const err52 = { instancePath: instancePath + "/resources", schemaPath: "#/properties/resources/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.properties.resources.type, parentSchema: schema36.properties.resources, data: data23 };
        if (vErrors === null) {
          vErrors = [err52];
        } else {
          vErrors.push(err52);
        }
        errors++;
      }
    }
    if (data.retries !== void 0) {
      let data27 = data.retries;
      if (!(typeof data27 == "number" && (!(data27 % 1) && !isNaN(data27)) && isFinite(data27))) {
        const err53 = { instancePath: instancePath + "/retries", schemaPath: "#/properties/retries/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.properties.retries.type, parentSchema: schema36.properties.retries, data: data27 };
        if (vErrors === null) {
          vErrors = [err53];
        } else {
          vErrors.push(err53);
        }
        errors++;
      }
      if (typeof data27 == "number" && isFinite(data27)) {
        if (data27 > 100 || isNaN(data27)) {
          const err54 = { instancePath: instancePath + "/retries", schemaPath: "#/properties/retries/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 }, message: "must be <= 100", schema: 100, parentSchema: schema36.properties.retries, data: data27 };
          if (vErrors === null) {
            vErrors = [err54];
          } else {
            vErrors.push(err54);
          }
          errors++;
        }
        if (data27 < 0 || isNaN(data27)) {
          const err55 = { instancePath: instancePath + "/retries", schemaPath: "#/properties/retries/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema36.properties.retries, data: data27 };
          if (vErrors === null) {
            vErrors = [err55];
          } else {
            vErrors.push(err55);
          }
          errors++;
        }
      }
    }
    if (data.timeoutMs !== void 0) {
      let data28 = data.timeoutMs;
      if (!(typeof data28 == "number" && (!(data28 % 1) && !isNaN(data28)) && isFinite(data28))) {
        const err56 = { instancePath: instancePath + "/timeoutMs", schemaPath: "#/properties/timeoutMs/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.properties.timeoutMs.type, parentSchema: schema36.properties.timeoutMs, data: data28 };
        if (vErrors === null) {
          vErrors = [err56];
        } else {
          vErrors.push(err56);
        }
        errors++;
      }
      if (typeof data28 == "number" && isFinite(data28)) {
        if (data28 > 2147483647 || isNaN(data28)) {
          const err57 = { instancePath: instancePath + "/timeoutMs", schemaPath: "#/properties/timeoutMs/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647", schema: 2147483647, parentSchema: schema36.properties.timeoutMs, data: data28 };
          if (vErrors === null) {
            vErrors = [err57];
          } else {
            vErrors.push(err57);
          }
          errors++;
        }
        if (data28 < 1 || isNaN(data28)) {
          const err58 = { instancePath: instancePath + "/timeoutMs", schemaPath: "#/properties/timeoutMs/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema36.properties.timeoutMs, data: data28 };
          if (vErrors === null) {
            vErrors = [err58];
          } else {
            vErrors.push(err58);
          }
          errors++;
        }
      }
    }
    if (data.summary !== void 0) {
      let data29 = data.summary;
      if (typeof data29 === "string") {
        if (!pattern25.test(data29)) {
          const err59 = { instancePath: instancePath + "/summary", schemaPath: "#/properties/summary/pattern", keyword: "pattern", params: { pattern: "^[^/\\u0000-\\u001f]+/[^\\u0000-\\u001f]+$" }, message: 'must match pattern "^[^/\\u0000-\\u001f]+/[^\\u0000-\\u001f]+$"', schema: "^[^/\\u0000-\\u001f]+/[^\\u0000-\\u001f]+$", parentSchema: schema36.properties.summary, data: data29 };
          if (vErrors === null) {
            vErrors = [err59];
          } else {
            vErrors.push(err59);
          }
          errors++;
        }
      } else {
        const err60 = { instancePath: instancePath + "/summary", schemaPath: "#/properties/summary/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.summary.type, parentSchema: schema36.properties.summary, data: data29 };
        if (vErrors === null) {
          vErrors = [err60];
        } else {
          vErrors.push(err60);
        }
        errors++;
      }
    }
    if (data.pinEngine !== void 0) {
      let data30 = data.pinEngine;
      if (typeof data30 !== "boolean") {
        const err61 = { instancePath: instancePath + "/pinEngine", schemaPath: "#/properties/pinEngine/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema36.properties.pinEngine.type, parentSchema: schema36.properties.pinEngine, data: data30 };
        if (vErrors === null) {
          vErrors = [err61];
        } else {
          vErrors.push(err61);
        }
        errors++;
      }
    }
  } else {
    const err62 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.type, parentSchema: schema36, data };
    if (vErrors === null) {
      vErrors = [err62];
    } else {
      vErrors.push(err62);
    }
    errors++;
  }
  validate25.errors = vErrors;
  return errors === 0;
}
validate25.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.formatVersion === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "formatVersion" }, message: "must have required property 'formatVersion'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.stages === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "stages" }, message: "must have required property 'stages'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema31.properties, key0)) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.$schema !== void 0) {
      let data0 = data.$schema;
      if (typeof data0 !== "string") {
        const err3 = { instancePath: instancePath + "/$schema", schemaPath: "#/properties/%24schema/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.$schema.type, parentSchema: schema31.properties.$schema, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.formatVersion !== void 0) {
      let data1 = data.formatVersion;
      if (1 !== data1) {
        const err4 = { instancePath: instancePath + "/formatVersion", schemaPath: "#/properties/formatVersion/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant", schema: 1, parentSchema: schema31.properties.formatVersion, data: data1 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      let data2 = data.name;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          const err5 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema31.properties.name, data: data2 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.name.type, parentSchema: schema31.properties.name, data: data2 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.description !== void 0) {
      let data3 = data.description;
      if (typeof data3 !== "string") {
        const err7 = { instancePath: instancePath + "/description", schemaPath: "#/properties/description/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.description.type, parentSchema: schema31.properties.description, data: data3 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.seed !== void 0) {
      let data4 = data.seed;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        const err8 = { instancePath: instancePath + "/seed", schemaPath: "#/properties/seed/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema31.properties.seed.type, parentSchema: schema31.properties.seed, data: data4 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 9007199254740991 || isNaN(data4)) {
          const err9 = { instancePath: instancePath + "/seed", schemaPath: "#/properties/seed/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9007199254740991 }, message: "must be <= 9007199254740991", schema: 9007199254740991, parentSchema: schema31.properties.seed, data: data4 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          const err10 = { instancePath: instancePath + "/seed", schemaPath: "#/properties/seed/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema31.properties.seed, data: data4 };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      }
    }
    if (data.defaultProfile !== void 0) {
      let data5 = data.defaultProfile;
      if (typeof data5 !== "string") {
        const err11 = { instancePath: instancePath + "/defaultProfile", schemaPath: "#/properties/defaultProfile/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.defaultProfile.type, parentSchema: schema31.properties.defaultProfile, data: data5 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.cache !== void 0) {
      let data6 = data.cache;
      if (typeof data6 === "string") {
        if (!pattern5.test(data6)) {
          const err12 = { instancePath: instancePath + "/cache", schemaPath: "#/properties/cache/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f]+$" }, message: 'must match pattern "^[^\\u0000-\\u001f]+$"', schema: "^[^\\u0000-\\u001f]+$", parentSchema: schema31.properties.cache, data: data6 };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      } else {
        const err13 = { instancePath: instancePath + "/cache", schemaPath: "#/properties/cache/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.cache.type, parentSchema: schema31.properties.cache, data: data6 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.remote !== void 0) {
      let data7 = data.remote;
      if (typeof data7 === "string") {
        if (!pattern5.test(data7)) {
          const err14 = { instancePath: instancePath + "/remote", schemaPath: "#/properties/remote/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f]+$" }, message: 'must match pattern "^[^\\u0000-\\u001f]+$"', schema: "^[^\\u0000-\\u001f]+$", parentSchema: schema31.properties.remote, data: data7 };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      } else {
        const err15 = { instancePath: instancePath + "/remote", schemaPath: "#/properties/remote/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.remote.type, parentSchema: schema31.properties.remote, data: data7 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.axes !== void 0) {
      let data8 = data.axes;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (const key1 in data8) {
          const _errs19 = errors;
          if (typeof key1 === "string") {
            if (!pattern7.test(key1)) {
              const err16 = { instancePath: instancePath + "/axes", schemaPath: "#/properties/axes/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z][A-Za-z0-9_-]*$" }, message: 'must match pattern "^[A-Za-z][A-Za-z0-9_-]*$"', schema: "^[A-Za-z][A-Za-z0-9_-]*$", parentSchema: schema31.properties.axes.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err16];
              } else {
                vErrors.push(err16);
              }
              errors++;
            }
          }
          var valid1 = _errs19 === errors;
          if (!valid1) {
            const err17 = { instancePath: instancePath + "/axes", schemaPath: "#/properties/axes/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, message: "property name must be valid", schema: schema31.properties.axes.propertyNames, parentSchema: schema31.properties.axes, data: data8 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        for (const key2 in data8) {
          let data9 = data8[key2];
          if (Array.isArray(data9)) {
            if (data9.length < 1) {
              const err18 = { instancePath: instancePath + "/axes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/axes/additionalProperties/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema31.properties.axes.additionalProperties, data: data9 };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
            const len0 = data9.length;
            for (let i0 = 0; i0 < len0; i0++) {
              if (!validate21(data9[i0], { instancePath: instancePath + "/axes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0, parentData: data9, parentDataProperty: i0, rootData, dynamicAnchors })) {
                vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
                errors = vErrors.length;
              }
            }
          } else {
            const err19 = { instancePath: instancePath + "/axes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/axes/additionalProperties/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.axes.additionalProperties.type, parentSchema: schema31.properties.axes.additionalProperties, data: data9 };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
      } else {
        const err20 = { instancePath: instancePath + "/axes", schemaPath: "#/properties/axes/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.axes.type, parentSchema: schema31.properties.axes, data: data8 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.exclude !== void 0) {
      if (!validate23(data.exclude, { instancePath: instancePath + "/exclude", parentData: data, parentDataProperty: "exclude", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
        errors = vErrors.length;
      }
    }
    if (data.stages !== void 0) {
      let data12 = data.stages;
      if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
        if (Object.keys(data12).length < 1) {
          const err21 = { instancePath: instancePath + "/stages", schemaPath: "#/properties/stages/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema31.properties.stages, data: data12 };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
        for (const key3 in data12) {
          const _errs27 = errors;
          if (typeof key3 === "string") {
            if (!pattern7.test(key3)) {
              const err22 = { instancePath: instancePath + "/stages", schemaPath: "#/properties/stages/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z][A-Za-z0-9_-]*$" }, message: 'must match pattern "^[A-Za-z][A-Za-z0-9_-]*$"', schema: "^[A-Za-z][A-Za-z0-9_-]*$", parentSchema: schema31.properties.stages.propertyNames, data: key3, propertyName: key3 };
              if (vErrors === null) {
                vErrors = [err22];
              } else {
                vErrors.push(err22);
              }
              errors++;
            }
          }
          var valid5 = _errs27 === errors;
          if (!valid5) {
            const err23 = { instancePath: instancePath + "/stages", schemaPath: "#/properties/stages/propertyNames", keyword: "propertyNames", params: { propertyName: key3 }, message: "property name must be valid", schema: schema31.properties.stages.propertyNames, parentSchema: schema31.properties.stages, data: data12 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
        }
        for (const key4 in data12) {
          if (!validate25(data12[key4], { instancePath: instancePath + "/stages/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data12, parentDataProperty: key4, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err24 = { instancePath: instancePath + "/stages", schemaPath: "#/properties/stages/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.stages.type, parentSchema: schema31.properties.stages, data: data12 };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
    if (data.profiles !== void 0) {
      let data14 = data.profiles;
      if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
        for (const key5 in data14) {
          const _errs32 = errors;
          if (typeof key5 === "string") {
            if (!pattern26.test(key5)) {
              const err25 = { instancePath: instancePath + "/profiles", schemaPath: "#/properties/profiles/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[^+]+$" }, message: 'must match pattern "^[^+]+$"', schema: "^[^+]+$", parentSchema: schema31.properties.profiles.propertyNames, data: key5, propertyName: key5 };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
            }
          }
          var valid7 = _errs32 === errors;
          if (!valid7) {
            const err26 = { instancePath: instancePath + "/profiles", schemaPath: "#/properties/profiles/propertyNames", keyword: "propertyNames", params: { propertyName: key5 }, message: "property name must be valid", schema: schema31.properties.profiles.propertyNames, parentSchema: schema31.properties.profiles, data: data14 };
            if (vErrors === null) {
              vErrors = [err26];
            } else {
              vErrors.push(err26);
            }
            errors++;
          }
        }
        for (const key6 in data14) {
          let data15 = data14[key6];
          if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
            if (data15.extends !== void 0) {
              let data16 = data15.extends;
              if (typeof data16 !== "string" && !Array.isArray(data16)) {
                const err27 = { instancePath: instancePath + "/profiles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/extends", schemaPath: "#/$defs/profile/properties/extends/type", keyword: "type", params: { type: schema40.properties.extends.type }, message: "must be string,array", schema: schema40.properties.extends.type, parentSchema: schema40.properties.extends, data: data16 };
                if (vErrors === null) {
                  vErrors = [err27];
                } else {
                  vErrors.push(err27);
                }
                errors++;
              }
              if (Array.isArray(data16)) {
                const len1 = data16.length;
                for (let i1 = 0; i1 < len1; i1++) {
                  let data17 = data16[i1];
                  if (typeof data17 !== "string") {
                    const err28 = { instancePath: instancePath + "/profiles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/extends/" + i1, schemaPath: "#/$defs/profile/properties/extends/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.extends.items.type, parentSchema: schema40.properties.extends.items, data: data17 };
                    if (vErrors === null) {
                      vErrors = [err28];
                    } else {
                      vErrors.push(err28);
                    }
                    errors++;
                  }
                }
                let i2 = data16.length;
                let j0;
                if (i2 > 1) {
                  const indices0 = {};
                  for (; i2--; ) {
                    let item0 = data16[i2];
                    if (typeof item0 !== "string") {
                      continue;
                    }
                    if (typeof indices0[item0] == "number") {
                      j0 = indices0[item0];
                      const err29 = { instancePath: instancePath + "/profiles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/extends", schemaPath: "#/$defs/profile/properties/extends/uniqueItems", keyword: "uniqueItems", params: { i: i2, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i2 + " are identical)", schema: true, parentSchema: schema40.properties.extends, data: data16 };
                      if (vErrors === null) {
                        vErrors = [err29];
                      } else {
                        vErrors.push(err29);
                      }
                      errors++;
                      break;
                    }
                    indices0[item0] = i2;
                  }
                }
              }
            }
            if (data15.stages !== void 0) {
              let data18 = data15.stages;
              if (data18 && typeof data18 == "object" && !Array.isArray(data18)) {
                for (const key7 in data18) {
                  let data19 = data18[key7];
                  if (!(data19 && typeof data19 == "object" && !Array.isArray(data19)) && data19 !== null) {
                    const err30 = { instancePath: instancePath + "/profiles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/stages/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/profile/properties/stages/additionalProperties/type", keyword: "type", params: { type: schema40.properties.stages.additionalProperties.type }, message: "must be object,null", schema: schema40.properties.stages.additionalProperties.type, parentSchema: schema40.properties.stages.additionalProperties, data: data19 };
                    if (vErrors === null) {
                      vErrors = [err30];
                    } else {
                      vErrors.push(err30);
                    }
                    errors++;
                  }
                }
              } else {
                const err31 = { instancePath: instancePath + "/profiles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/stages", schemaPath: "#/$defs/profile/properties/stages/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema40.properties.stages.type, parentSchema: schema40.properties.stages, data: data18 };
                if (vErrors === null) {
                  vErrors = [err31];
                } else {
                  vErrors.push(err31);
                }
                errors++;
              }
            }
          } else {
            const err32 = { instancePath: instancePath + "/profiles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/profile/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema40.type, parentSchema: schema40, data: data15 };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
          }
        }
      } else {
        const err33 = { instancePath: instancePath + "/profiles", schemaPath: "#/properties/profiles/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.profiles.type, parentSchema: schema31.properties.profiles, data: data14 };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
  } else {
    const err34 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err34];
    } else {
      vErrors.push(err34);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };

/** Whether a value is a valid pipeline.json; if not, `errors` says why. */
export const validatePipeline: { (value: unknown): boolean; errors?: ErrorObject[] | null } = validate20;
