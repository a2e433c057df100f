// Made from schemas/stages by scripts/generate-types.ts. Do not edit.
// @ts-nocheck

import type { ErrorObject } from 'ajv';

import ajv0 from 'ajv/dist/runtime/ucs2length.js';
"use strict";
const schema0 = { "type": "object", "additionalProperties": false, "properties": {} };
function validate0(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate0.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema0, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema0.type, parentSchema: schema0, data };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate0.errors = vErrors;
  return errors === 0;
}
validate0.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema1 = { "type": "object", "additionalProperties": false, "required": ["attack", "epsilon"], "properties": { "attack": { "enum": ["fgsm", "bim", "pgd-linf", "pgd-l2", "mi-fgsm", "apgd-ce", "apgd-dlr", "square", "noise"] }, "settings": { "type": "object", "additionalProperties": false, "default": {}, "properties": { "alpha": { "type": "number", "exclusiveMinimum": 0 }, "relativeAlpha": { "type": "number", "exclusiveMinimum": 0 }, "steps": { "type": "integer", "minimum": 1 }, "randomStart": { "type": "boolean" }, "restarts": { "type": "integer", "minimum": 1 }, "decay": { "type": "number", "minimum": 0 }, "rho": { "type": "number", "minimum": 0, "maximum": 1 }, "queries": { "type": "integer", "minimum": 1 }, "pInit": { "type": "number", "exclusiveMinimum": 0, "maximum": 1 } }, "dependentSchemas": { "relativeAlpha": { "properties": { "alpha": false } } } }, "epsilon": { "type": "number", "minimum": 0 }, "threat": { "enum": ["direct", "transfer"], "default": "direct" }, "images": { "type": "integer", "minimum": 0, "default": 0 }, "attackSamples": { "type": "integer", "minimum": 1, "default": 1 }, "evaluationSamples": { "type": "integer", "minimum": 1, "default": 8 }, "evaluationSeed": { "type": "integer", "minimum": 0, "maximum": 9007199254740991, "default": 0 }, "keepExamples": { "type": "integer", "minimum": 0, "default": 0 }, "dropFooled": { "type": "boolean", "default": false }, "batchSize": { "type": "integer", "minimum": 1, "default": 250 } }, "allOf": [{ "if": { "properties": { "attack": { "const": "fgsm" } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "const": "bim" } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "alpha": true, "relativeAlpha": true, "steps": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "enum": ["pgd-linf", "pgd-l2"] } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "alpha": true, "relativeAlpha": true, "steps": true, "randomStart": true, "restarts": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "const": "mi-fgsm" } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "alpha": true, "relativeAlpha": true, "steps": true, "decay": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "enum": ["apgd-ce", "apgd-dlr"] } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "steps": true, "rho": true, "randomStart": true, "restarts": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "const": "square" } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "queries": true, "pInit": true, "restarts": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "const": "noise" } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "restarts": true }, "additionalProperties": false } } } }] };
const func0 = Object.prototype.hasOwnProperty;
function validate1(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate1.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  const _errs2 = errors;
  let valid1 = true;
  const _errs3 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing0;
    if (data.attack === void 0 && (missing0 = "attack")) {
      const err0 = {};
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        if ("fgsm" !== data.attack) {
          const err1 = {};
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      }
    }
  }
  var _valid0 = _errs3 === errors;
  errors = _errs2;
  if (vErrors !== null) {
    if (_errs2) {
      vErrors.length = _errs2;
    } else {
      vErrors = null;
    }
  }
  if (_valid0) {
    const _errs5 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data1 = data.settings;
        if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
          for (const key0 in data1) {
            const err2 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/0/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[0].then.properties.settings, data: data1 };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
        } else {
          const err3 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/0/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[0].then.properties.settings.type, parentSchema: schema1.allOf[0].then.properties.settings, data: data1 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      }
    }
    var _valid0 = _errs5 === errors;
    valid1 = _valid0;
    if (valid1) {
      var props0 = {};
      props0.settings = true;
      props0.attack = true;
    }
  }
  if (!valid1) {
    const err4 = { instancePath, schemaPath: "#/allOf/0/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[0].if, parentSchema: schema1.allOf[0], data };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  }
  const _errs10 = errors;
  let valid4 = true;
  const _errs11 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing1;
    if (data.attack === void 0 && (missing1 = "attack")) {
      const err5 = {};
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        if ("bim" !== data.attack) {
          const err6 = {};
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      }
    }
  }
  var _valid1 = _errs11 === errors;
  errors = _errs10;
  if (vErrors !== null) {
    if (_errs10) {
      vErrors.length = _errs10;
    } else {
      vErrors = null;
    }
  }
  if (_valid1) {
    const _errs13 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data3 = data.settings;
        if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
          for (const key1 in data3) {
            if (!(key1 === "alpha" || key1 === "relativeAlpha" || key1 === "steps")) {
              const err7 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/1/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[1].then.properties.settings, data: data3 };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
          }
        } else {
          const err8 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/1/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[1].then.properties.settings.type, parentSchema: schema1.allOf[1].then.properties.settings, data: data3 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      }
    }
    var _valid1 = _errs13 === errors;
    valid4 = _valid1;
    if (valid4) {
      var props1 = {};
      props1.settings = true;
      props1.attack = true;
    }
  }
  if (!valid4) {
    const err9 = { instancePath, schemaPath: "#/allOf/1/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[1].if, parentSchema: schema1.allOf[1], data };
    if (vErrors === null) {
      vErrors = [err9];
    } else {
      vErrors.push(err9);
    }
    errors++;
  }
  if (props0 !== true && props1 !== void 0) {
    if (props1 === true) {
      props0 = true;
    } else {
      props0 = props0 || {};
      Object.assign(props0, props1);
    }
  }
  const _errs18 = errors;
  let valid7 = true;
  const _errs19 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing2;
    if (data.attack === void 0 && (missing2 = "attack")) {
      const err10 = {};
      if (vErrors === null) {
        vErrors = [err10];
      } else {
        vErrors.push(err10);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        let data4 = data.attack;
        if (!(data4 === "pgd-linf" || data4 === "pgd-l2")) {
          const err11 = {};
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      }
    }
  }
  var _valid2 = _errs19 === errors;
  errors = _errs18;
  if (vErrors !== null) {
    if (_errs18) {
      vErrors.length = _errs18;
    } else {
      vErrors = null;
    }
  }
  if (_valid2) {
    const _errs21 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data5 = data.settings;
        if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
          for (const key2 in data5) {
            if (!(key2 === "alpha" || key2 === "relativeAlpha" || key2 === "steps" || key2 === "randomStart" || key2 === "restarts")) {
              const err12 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/2/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[2].then.properties.settings, data: data5 };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
          }
        } else {
          const err13 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/2/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[2].then.properties.settings.type, parentSchema: schema1.allOf[2].then.properties.settings, data: data5 };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      }
    }
    var _valid2 = _errs21 === errors;
    valid7 = _valid2;
    if (valid7) {
      var props2 = {};
      props2.settings = true;
      props2.attack = true;
    }
  }
  if (!valid7) {
    const err14 = { instancePath, schemaPath: "#/allOf/2/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[2].if, parentSchema: schema1.allOf[2], data };
    if (vErrors === null) {
      vErrors = [err14];
    } else {
      vErrors.push(err14);
    }
    errors++;
  }
  if (props0 !== true && props2 !== void 0) {
    if (props2 === true) {
      props0 = true;
    } else {
      props0 = props0 || {};
      Object.assign(props0, props2);
    }
  }
  const _errs26 = errors;
  let valid10 = true;
  const _errs27 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing3;
    if (data.attack === void 0 && (missing3 = "attack")) {
      const err15 = {};
      if (vErrors === null) {
        vErrors = [err15];
      } else {
        vErrors.push(err15);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        if ("mi-fgsm" !== data.attack) {
          const err16 = {};
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      }
    }
  }
  var _valid3 = _errs27 === errors;
  errors = _errs26;
  if (vErrors !== null) {
    if (_errs26) {
      vErrors.length = _errs26;
    } else {
      vErrors = null;
    }
  }
  if (_valid3) {
    const _errs29 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data7 = data.settings;
        if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
          for (const key3 in data7) {
            if (!(key3 === "alpha" || key3 === "relativeAlpha" || key3 === "steps" || key3 === "decay")) {
              const err17 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/3/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[3].then.properties.settings, data: data7 };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
          }
        } else {
          const err18 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/3/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[3].then.properties.settings.type, parentSchema: schema1.allOf[3].then.properties.settings, data: data7 };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
      }
    }
    var _valid3 = _errs29 === errors;
    valid10 = _valid3;
    if (valid10) {
      var props3 = {};
      props3.settings = true;
      props3.attack = true;
    }
  }
  if (!valid10) {
    const err19 = { instancePath, schemaPath: "#/allOf/3/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[3].if, parentSchema: schema1.allOf[3], data };
    if (vErrors === null) {
      vErrors = [err19];
    } else {
      vErrors.push(err19);
    }
    errors++;
  }
  if (props0 !== true && props3 !== void 0) {
    if (props3 === true) {
      props0 = true;
    } else {
      props0 = props0 || {};
      Object.assign(props0, props3);
    }
  }
  const _errs34 = errors;
  let valid13 = true;
  const _errs35 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing4;
    if (data.attack === void 0 && (missing4 = "attack")) {
      const err20 = {};
      if (vErrors === null) {
        vErrors = [err20];
      } else {
        vErrors.push(err20);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        let data8 = data.attack;
        if (!(data8 === "apgd-ce" || data8 === "apgd-dlr")) {
          const err21 = {};
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
      }
    }
  }
  var _valid4 = _errs35 === errors;
  errors = _errs34;
  if (vErrors !== null) {
    if (_errs34) {
      vErrors.length = _errs34;
    } else {
      vErrors = null;
    }
  }
  if (_valid4) {
    const _errs37 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data9 = data.settings;
        if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
          for (const key4 in data9) {
            if (!(key4 === "steps" || key4 === "rho" || key4 === "randomStart" || key4 === "restarts")) {
              const err22 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/4/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[4].then.properties.settings, data: data9 };
              if (vErrors === null) {
                vErrors = [err22];
              } else {
                vErrors.push(err22);
              }
              errors++;
            }
          }
        } else {
          const err23 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/4/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[4].then.properties.settings.type, parentSchema: schema1.allOf[4].then.properties.settings, data: data9 };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      }
    }
    var _valid4 = _errs37 === errors;
    valid13 = _valid4;
    if (valid13) {
      var props4 = {};
      props4.settings = true;
      props4.attack = true;
    }
  }
  if (!valid13) {
    const err24 = { instancePath, schemaPath: "#/allOf/4/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[4].if, parentSchema: schema1.allOf[4], data };
    if (vErrors === null) {
      vErrors = [err24];
    } else {
      vErrors.push(err24);
    }
    errors++;
  }
  if (props0 !== true && props4 !== void 0) {
    if (props4 === true) {
      props0 = true;
    } else {
      props0 = props0 || {};
      Object.assign(props0, props4);
    }
  }
  const _errs42 = errors;
  let valid16 = true;
  const _errs43 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing5;
    if (data.attack === void 0 && (missing5 = "attack")) {
      const err25 = {};
      if (vErrors === null) {
        vErrors = [err25];
      } else {
        vErrors.push(err25);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        if ("square" !== data.attack) {
          const err26 = {};
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      }
    }
  }
  var _valid5 = _errs43 === errors;
  errors = _errs42;
  if (vErrors !== null) {
    if (_errs42) {
      vErrors.length = _errs42;
    } else {
      vErrors = null;
    }
  }
  if (_valid5) {
    const _errs45 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data11 = data.settings;
        if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
          for (const key5 in data11) {
            if (!(key5 === "queries" || key5 === "pInit" || key5 === "restarts")) {
              const err27 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/5/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[5].then.properties.settings, data: data11 };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          }
        } else {
          const err28 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/5/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[5].then.properties.settings.type, parentSchema: schema1.allOf[5].then.properties.settings, data: data11 };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      }
    }
    var _valid5 = _errs45 === errors;
    valid16 = _valid5;
    if (valid16) {
      var props5 = {};
      props5.settings = true;
      props5.attack = true;
    }
  }
  if (!valid16) {
    const err29 = { instancePath, schemaPath: "#/allOf/5/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[5].if, parentSchema: schema1.allOf[5], data };
    if (vErrors === null) {
      vErrors = [err29];
    } else {
      vErrors.push(err29);
    }
    errors++;
  }
  if (props0 !== true && props5 !== void 0) {
    if (props5 === true) {
      props0 = true;
    } else {
      props0 = props0 || {};
      Object.assign(props0, props5);
    }
  }
  const _errs50 = errors;
  let valid19 = true;
  const _errs51 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing6;
    if (data.attack === void 0 && (missing6 = "attack")) {
      const err30 = {};
      if (vErrors === null) {
        vErrors = [err30];
      } else {
        vErrors.push(err30);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        if ("noise" !== data.attack) {
          const err31 = {};
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
      }
    }
  }
  var _valid6 = _errs51 === errors;
  errors = _errs50;
  if (vErrors !== null) {
    if (_errs50) {
      vErrors.length = _errs50;
    } else {
      vErrors = null;
    }
  }
  if (_valid6) {
    const _errs53 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data13 = data.settings;
        if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
          for (const key6 in data13) {
            if (!(key6 === "restarts")) {
              const err32 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/6/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[6].then.properties.settings, data: data13 };
              if (vErrors === null) {
                vErrors = [err32];
              } else {
                vErrors.push(err32);
              }
              errors++;
            }
          }
        } else {
          const err33 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/6/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[6].then.properties.settings.type, parentSchema: schema1.allOf[6].then.properties.settings, data: data13 };
          if (vErrors === null) {
            vErrors = [err33];
          } else {
            vErrors.push(err33);
          }
          errors++;
        }
      }
    }
    var _valid6 = _errs53 === errors;
    valid19 = _valid6;
    if (valid19) {
      var props6 = {};
      props6.settings = true;
      props6.attack = true;
    }
  }
  if (!valid19) {
    const err34 = { instancePath, schemaPath: "#/allOf/6/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[6].if, parentSchema: schema1.allOf[6], data };
    if (vErrors === null) {
      vErrors = [err34];
    } else {
      vErrors.push(err34);
    }
    errors++;
  }
  if (props0 !== true && props6 !== void 0) {
    if (props6 === true) {
      props0 = true;
    } else {
      props0 = props0 || {};
      Object.assign(props0, props6);
    }
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.settings === void 0) {
      data.settings = {};
    }
    if (data.threat === void 0) {
      data.threat = "direct";
    }
    if (data.images === void 0) {
      data.images = 0;
    }
    if (data.attackSamples === void 0) {
      data.attackSamples = 1;
    }
    if (data.evaluationSamples === void 0) {
      data.evaluationSamples = 8;
    }
    if (data.evaluationSeed === void 0) {
      data.evaluationSeed = 0;
    }
    if (data.keepExamples === void 0) {
      data.keepExamples = 0;
    }
    if (data.dropFooled === void 0) {
      data.dropFooled = false;
    }
    if (data.batchSize === void 0) {
      data.batchSize = 250;
    }
    if (data.attack === void 0) {
      const err35 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "attack" }, message: "must have required property 'attack'", schema: schema1.required, parentSchema: schema1, data };
      if (vErrors === null) {
        vErrors = [err35];
      } else {
        vErrors.push(err35);
      }
      errors++;
    }
    if (data.epsilon === void 0) {
      const err36 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "epsilon" }, message: "must have required property 'epsilon'", schema: schema1.required, parentSchema: schema1, data };
      if (vErrors === null) {
        vErrors = [err36];
      } else {
        vErrors.push(err36);
      }
      errors++;
    }
    for (const key7 in data) {
      if (!func0.call(schema1.properties, key7)) {
        const err37 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1, data };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
    }
    if (data.attack !== void 0) {
      let data14 = data.attack;
      if (!(data14 === "fgsm" || data14 === "bim" || data14 === "pgd-linf" || data14 === "pgd-l2" || data14 === "mi-fgsm" || data14 === "apgd-ce" || data14 === "apgd-dlr" || data14 === "square" || data14 === "noise")) {
        const err38 = { instancePath: instancePath + "/attack", schemaPath: "#/properties/attack/enum", keyword: "enum", params: { allowedValues: schema1.properties.attack.enum }, message: "must be equal to one of the allowed values", schema: schema1.properties.attack.enum, parentSchema: schema1.properties.attack, data: data14 };
        if (vErrors === null) {
          vErrors = [err38];
        } else {
          vErrors.push(err38);
        }
        errors++;
      }
    }
    let data15 = data.settings;
    if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
      for (const key8 in data15) {
        if (!func0.call(schema1.properties.settings.properties, key8)) {
          const err39 = { instancePath: instancePath + "/settings", schemaPath: "#/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.properties.settings, data: data15 };
          if (vErrors === null) {
            vErrors = [err39];
          } else {
            vErrors.push(err39);
          }
          errors++;
        }
      }
      if (data15.alpha !== void 0) {
        let data16 = data15.alpha;
        if (typeof data16 == "number") {
          if (data16 <= 0 || isNaN(data16)) {
            const err40 = { instancePath: instancePath + "/settings/alpha", schemaPath: "#/properties/settings/properties/alpha/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema1.properties.settings.properties.alpha, data: data16 };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          }
        } else {
          const err41 = { instancePath: instancePath + "/settings/alpha", schemaPath: "#/properties/settings/properties/alpha/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema1.properties.settings.properties.alpha.type, parentSchema: schema1.properties.settings.properties.alpha, data: data16 };
          if (vErrors === null) {
            vErrors = [err41];
          } else {
            vErrors.push(err41);
          }
          errors++;
        }
      }
      if (data15.relativeAlpha !== void 0) {
        let data17 = data15.relativeAlpha;
        if (typeof data17 == "number") {
          if (data17 <= 0 || isNaN(data17)) {
            const err42 = { instancePath: instancePath + "/settings/relativeAlpha", schemaPath: "#/properties/settings/properties/relativeAlpha/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema1.properties.settings.properties.relativeAlpha, data: data17 };
            if (vErrors === null) {
              vErrors = [err42];
            } else {
              vErrors.push(err42);
            }
            errors++;
          }
        } else {
          const err43 = { instancePath: instancePath + "/settings/relativeAlpha", schemaPath: "#/properties/settings/properties/relativeAlpha/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema1.properties.settings.properties.relativeAlpha.type, parentSchema: schema1.properties.settings.properties.relativeAlpha, data: data17 };
          if (vErrors === null) {
            vErrors = [err43];
          } else {
            vErrors.push(err43);
          }
          errors++;
        }
      }
      if (data15.steps !== void 0) {
        let data18 = data15.steps;
        if (!(typeof data18 == "number" && (!(data18 % 1) && !isNaN(data18)))) {
          const err44 = { instancePath: instancePath + "/settings/steps", schemaPath: "#/properties/settings/properties/steps/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.settings.properties.steps.type, parentSchema: schema1.properties.settings.properties.steps, data: data18 };
          if (vErrors === null) {
            vErrors = [err44];
          } else {
            vErrors.push(err44);
          }
          errors++;
        }
        if (typeof data18 == "number") {
          if (data18 < 1 || isNaN(data18)) {
            const err45 = { instancePath: instancePath + "/settings/steps", schemaPath: "#/properties/settings/properties/steps/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.settings.properties.steps, data: data18 };
            if (vErrors === null) {
              vErrors = [err45];
            } else {
              vErrors.push(err45);
            }
            errors++;
          }
        }
      }
      if (data15.randomStart !== void 0) {
        let data19 = data15.randomStart;
        if (typeof data19 !== "boolean") {
          const err46 = { instancePath: instancePath + "/settings/randomStart", schemaPath: "#/properties/settings/properties/randomStart/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema1.properties.settings.properties.randomStart.type, parentSchema: schema1.properties.settings.properties.randomStart, data: data19 };
          if (vErrors === null) {
            vErrors = [err46];
          } else {
            vErrors.push(err46);
          }
          errors++;
        }
      }
      if (data15.restarts !== void 0) {
        let data20 = data15.restarts;
        if (!(typeof data20 == "number" && (!(data20 % 1) && !isNaN(data20)))) {
          const err47 = { instancePath: instancePath + "/settings/restarts", schemaPath: "#/properties/settings/properties/restarts/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.settings.properties.restarts.type, parentSchema: schema1.properties.settings.properties.restarts, data: data20 };
          if (vErrors === null) {
            vErrors = [err47];
          } else {
            vErrors.push(err47);
          }
          errors++;
        }
        if (typeof data20 == "number") {
          if (data20 < 1 || isNaN(data20)) {
            const err48 = { instancePath: instancePath + "/settings/restarts", schemaPath: "#/properties/settings/properties/restarts/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.settings.properties.restarts, data: data20 };
            if (vErrors === null) {
              vErrors = [err48];
            } else {
              vErrors.push(err48);
            }
            errors++;
          }
        }
      }
      if (data15.decay !== void 0) {
        let data21 = data15.decay;
        if (typeof data21 == "number") {
          if (data21 < 0 || isNaN(data21)) {
            const err49 = { instancePath: instancePath + "/settings/decay", schemaPath: "#/properties/settings/properties/decay/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.settings.properties.decay, data: data21 };
            if (vErrors === null) {
              vErrors = [err49];
            } else {
              vErrors.push(err49);
            }
            errors++;
          }
        } else {
          const err50 = { instancePath: instancePath + "/settings/decay", schemaPath: "#/properties/settings/properties/decay/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema1.properties.settings.properties.decay.type, parentSchema: schema1.properties.settings.properties.decay, data: data21 };
          if (vErrors === null) {
            vErrors = [err50];
          } else {
            vErrors.push(err50);
          }
          errors++;
        }
      }
      if (data15.rho !== void 0) {
        let data22 = data15.rho;
        if (typeof data22 == "number") {
          if (data22 > 1 || isNaN(data22)) {
            const err51 = { instancePath: instancePath + "/settings/rho", schemaPath: "#/properties/settings/properties/rho/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema1.properties.settings.properties.rho, data: data22 };
            if (vErrors === null) {
              vErrors = [err51];
            } else {
              vErrors.push(err51);
            }
            errors++;
          }
          if (data22 < 0 || isNaN(data22)) {
            const err52 = { instancePath: instancePath + "/settings/rho", schemaPath: "#/properties/settings/properties/rho/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.settings.properties.rho, data: data22 };
            if (vErrors === null) {
              vErrors = [err52];
            } else {
              vErrors.push(err52);
            }
            errors++;
          }
        } else {
          const err53 = { instancePath: instancePath + "/settings/rho", schemaPath: "#/properties/settings/properties/rho/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema1.properties.settings.properties.rho.type, parentSchema: schema1.properties.settings.properties.rho, data: data22 };
          if (vErrors === null) {
            vErrors = [err53];
          } else {
            vErrors.push(err53);
          }
          errors++;
        }
      }
      if (data15.queries !== void 0) {
        let data23 = data15.queries;
        if (!(typeof data23 == "number" && (!(data23 % 1) && !isNaN(data23)))) {
          const err54 = { instancePath: instancePath + "/settings/queries", schemaPath: "#/properties/settings/properties/queries/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.settings.properties.queries.type, parentSchema: schema1.properties.settings.properties.queries, data: data23 };
          if (vErrors === null) {
            vErrors = [err54];
          } else {
            vErrors.push(err54);
          }
          errors++;
        }
        if (typeof data23 == "number") {
          if (data23 < 1 || isNaN(data23)) {
            const err55 = { instancePath: instancePath + "/settings/queries", schemaPath: "#/properties/settings/properties/queries/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.settings.properties.queries, data: data23 };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
        }
      }
      if (data15.pInit !== void 0) {
        let data24 = data15.pInit;
        if (typeof data24 == "number") {
          if (data24 > 1 || isNaN(data24)) {
            const err56 = { instancePath: instancePath + "/settings/pInit", schemaPath: "#/properties/settings/properties/pInit/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema1.properties.settings.properties.pInit, data: data24 };
            if (vErrors === null) {
              vErrors = [err56];
            } else {
              vErrors.push(err56);
            }
            errors++;
          }
          if (data24 <= 0 || isNaN(data24)) {
            const err57 = { instancePath: instancePath + "/settings/pInit", schemaPath: "#/properties/settings/properties/pInit/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema1.properties.settings.properties.pInit, data: data24 };
            if (vErrors === null) {
              vErrors = [err57];
            } else {
              vErrors.push(err57);
            }
            errors++;
          }
        } else {
          const err58 = { instancePath: instancePath + "/settings/pInit", schemaPath: "#/properties/settings/properties/pInit/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema1.properties.settings.properties.pInit.type, parentSchema: schema1.properties.settings.properties.pInit, data: data24 };
          if (vErrors === null) {
            vErrors = [err58];
          } else {
            vErrors.push(err58);
          }
          errors++;
        }
      }
      if (data15.relativeAlpha !== void 0) {
        if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
          if (data15.alpha !== void 0) {
            const err59 = { instancePath: instancePath + "/settings/alpha", schemaPath: "#/properties/settings/dependentSchemas/relativeAlpha/properties/alpha/false schema", keyword: "false schema", params: {}, message: "boolean schema is false", schema: false, parentSchema: schema1.properties.settings.dependentSchemas.relativeAlpha.properties.alpha, data: data15.alpha };
            if (vErrors === null) {
              vErrors = [err59];
            } else {
              vErrors.push(err59);
            }
            errors++;
          }
        }
      }
    } else {
      const err60 = { instancePath: instancePath + "/settings", schemaPath: "#/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.properties.settings.type, parentSchema: schema1.properties.settings, data: data15 };
      if (vErrors === null) {
        vErrors = [err60];
      } else {
        vErrors.push(err60);
      }
      errors++;
    }
    if (data.epsilon !== void 0) {
      let data26 = data.epsilon;
      if (typeof data26 == "number") {
        if (data26 < 0 || isNaN(data26)) {
          const err61 = { instancePath: instancePath + "/epsilon", schemaPath: "#/properties/epsilon/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.epsilon, data: data26 };
          if (vErrors === null) {
            vErrors = [err61];
          } else {
            vErrors.push(err61);
          }
          errors++;
        }
      } else {
        const err62 = { instancePath: instancePath + "/epsilon", schemaPath: "#/properties/epsilon/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema1.properties.epsilon.type, parentSchema: schema1.properties.epsilon, data: data26 };
        if (vErrors === null) {
          vErrors = [err62];
        } else {
          vErrors.push(err62);
        }
        errors++;
      }
    }
    let data27 = data.threat;
    if (!(data27 === "direct" || data27 === "transfer")) {
      const err63 = { instancePath: instancePath + "/threat", schemaPath: "#/properties/threat/enum", keyword: "enum", params: { allowedValues: schema1.properties.threat.enum }, message: "must be equal to one of the allowed values", schema: schema1.properties.threat.enum, parentSchema: schema1.properties.threat, data: data27 };
      if (vErrors === null) {
        vErrors = [err63];
      } else {
        vErrors.push(err63);
      }
      errors++;
    }
    let data28 = data.images;
    if (!(typeof data28 == "number" && (!(data28 % 1) && !isNaN(data28)))) {
      const err64 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.images.type, parentSchema: schema1.properties.images, data: data28 };
      if (vErrors === null) {
        vErrors = [err64];
      } else {
        vErrors.push(err64);
      }
      errors++;
    }
    if (typeof data28 == "number") {
      if (data28 < 0 || isNaN(data28)) {
        const err65 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.images, data: data28 };
        if (vErrors === null) {
          vErrors = [err65];
        } else {
          vErrors.push(err65);
        }
        errors++;
      }
    }
    let data29 = data.attackSamples;
    if (!(typeof data29 == "number" && (!(data29 % 1) && !isNaN(data29)))) {
      const err66 = { instancePath: instancePath + "/attackSamples", schemaPath: "#/properties/attackSamples/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.attackSamples.type, parentSchema: schema1.properties.attackSamples, data: data29 };
      if (vErrors === null) {
        vErrors = [err66];
      } else {
        vErrors.push(err66);
      }
      errors++;
    }
    if (typeof data29 == "number") {
      if (data29 < 1 || isNaN(data29)) {
        const err67 = { instancePath: instancePath + "/attackSamples", schemaPath: "#/properties/attackSamples/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.attackSamples, data: data29 };
        if (vErrors === null) {
          vErrors = [err67];
        } else {
          vErrors.push(err67);
        }
        errors++;
      }
    }
    let data30 = data.evaluationSamples;
    if (!(typeof data30 == "number" && (!(data30 % 1) && !isNaN(data30)))) {
      const err68 = { instancePath: instancePath + "/evaluationSamples", schemaPath: "#/properties/evaluationSamples/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.evaluationSamples.type, parentSchema: schema1.properties.evaluationSamples, data: data30 };
      if (vErrors === null) {
        vErrors = [err68];
      } else {
        vErrors.push(err68);
      }
      errors++;
    }
    if (typeof data30 == "number") {
      if (data30 < 1 || isNaN(data30)) {
        const err69 = { instancePath: instancePath + "/evaluationSamples", schemaPath: "#/properties/evaluationSamples/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.evaluationSamples, data: data30 };
        if (vErrors === null) {
          vErrors = [err69];
        } else {
          vErrors.push(err69);
        }
        errors++;
      }
    }
    let data31 = data.evaluationSeed;
    if (!(typeof data31 == "number" && (!(data31 % 1) && !isNaN(data31)))) {
      const err70 = { instancePath: instancePath + "/evaluationSeed", schemaPath: "#/properties/evaluationSeed/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.evaluationSeed.type, parentSchema: schema1.properties.evaluationSeed, data: data31 };
      if (vErrors === null) {
        vErrors = [err70];
      } else {
        vErrors.push(err70);
      }
      errors++;
    }
    if (typeof data31 == "number") {
      if (data31 > 9007199254740991 || isNaN(data31)) {
        const err71 = { instancePath: instancePath + "/evaluationSeed", schemaPath: "#/properties/evaluationSeed/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9007199254740991 }, message: "must be <= 9007199254740991", schema: 9007199254740991, parentSchema: schema1.properties.evaluationSeed, data: data31 };
        if (vErrors === null) {
          vErrors = [err71];
        } else {
          vErrors.push(err71);
        }
        errors++;
      }
      if (data31 < 0 || isNaN(data31)) {
        const err72 = { instancePath: instancePath + "/evaluationSeed", schemaPath: "#/properties/evaluationSeed/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.evaluationSeed, data: data31 };
        if (vErrors === null) {
          vErrors = [err72];
        } else {
          vErrors.push(err72);
        }
        errors++;
      }
    }
    let data32 = data.keepExamples;
    if (!(typeof data32 == "number" && (!(data32 % 1) && !isNaN(data32)))) {
      const err73 = { instancePath: instancePath + "/keepExamples", schemaPath: "#/properties/keepExamples/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.keepExamples.type, parentSchema: schema1.properties.keepExamples, data: data32 };
      if (vErrors === null) {
        vErrors = [err73];
      } else {
        vErrors.push(err73);
      }
      errors++;
    }
    if (typeof data32 == "number") {
      if (data32 < 0 || isNaN(data32)) {
        const err74 = { instancePath: instancePath + "/keepExamples", schemaPath: "#/properties/keepExamples/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.keepExamples, data: data32 };
        if (vErrors === null) {
          vErrors = [err74];
        } else {
          vErrors.push(err74);
        }
        errors++;
      }
    }
    let data33 = data.dropFooled;
    if (typeof data33 !== "boolean") {
      const err75 = { instancePath: instancePath + "/dropFooled", schemaPath: "#/properties/dropFooled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema1.properties.dropFooled.type, parentSchema: schema1.properties.dropFooled, data: data33 };
      if (vErrors === null) {
        vErrors = [err75];
      } else {
        vErrors.push(err75);
      }
      errors++;
    }
    let data34 = data.batchSize;
    if (!(typeof data34 == "number" && (!(data34 % 1) && !isNaN(data34)))) {
      const err76 = { instancePath: instancePath + "/batchSize", schemaPath: "#/properties/batchSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.batchSize.type, parentSchema: schema1.properties.batchSize, data: data34 };
      if (vErrors === null) {
        vErrors = [err76];
      } else {
        vErrors.push(err76);
      }
      errors++;
    }
    if (typeof data34 == "number") {
      if (data34 < 1 || isNaN(data34)) {
        const err77 = { instancePath: instancePath + "/batchSize", schemaPath: "#/properties/batchSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.batchSize, data: data34 };
        if (vErrors === null) {
          vErrors = [err77];
        } else {
          vErrors.push(err77);
        }
        errors++;
      }
    }
  } else {
    const err78 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.type, parentSchema: schema1, data };
    if (vErrors === null) {
      vErrors = [err78];
    } else {
      vErrors.push(err78);
    }
    errors++;
  }
  validate1.errors = vErrors;
  return errors === 0;
}
validate1.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema2 = { "type": "object", "additionalProperties": false, "required": ["dataset"], "properties": { "dataset": { "enum": ["mnist-10k", "mnist", "fashion-mnist", "cifar10", "npy"] }, "images": { "type": "string", "minLength": 1, "inputFile": true }, "labels": { "type": "string", "minLength": 1, "inputFile": true } }, "if": { "properties": { "dataset": { "const": "npy" } } }, "then": { "required": ["images", "labels"] }, "else": { "properties": { "images": false, "labels": false } } };
const func2 = ajv0.default;
function validate2(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate2.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  const _errs1 = errors;
  let valid0 = true;
  const _errs2 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.dataset !== void 0) {
      if ("npy" !== data.dataset) {
        const err0 = {};
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
  }
  var _valid0 = _errs2 === errors;
  errors = _errs1;
  if (vErrors !== null) {
    if (_errs1) {
      vErrors.length = _errs1;
    } else {
      vErrors = null;
    }
  }
  let ifClause0;
  if (_valid0) {
    const _errs4 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.images === void 0) {
        const err1 = { instancePath, schemaPath: "#/then/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema2.then.required, parentSchema: schema2.then, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (data.labels === void 0) {
        const err2 = { instancePath, schemaPath: "#/then/required", keyword: "required", params: { missingProperty: "labels" }, message: "must have required property 'labels'", schema: schema2.then.required, parentSchema: schema2.then, data };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    var _valid0 = _errs4 === errors;
    valid0 = _valid0;
    ifClause0 = "then";
  } else {
    const _errs5 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.images !== void 0) {
        const err3 = { instancePath: instancePath + "/images", schemaPath: "#/else/properties/images/false schema", keyword: "false schema", params: {}, message: "boolean schema is false", schema: false, parentSchema: schema2.else.properties.images, data: data.images };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (data.labels !== void 0) {
        const err4 = { instancePath: instancePath + "/labels", schemaPath: "#/else/properties/labels/false schema", keyword: "false schema", params: {}, message: "boolean schema is false", schema: false, parentSchema: schema2.else.properties.labels, data: data.labels };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    var _valid0 = _errs5 === errors;
    valid0 = _valid0;
    if (valid0) {
      var props0 = {};
      props0.images = true;
      props0.labels = true;
      props0.dataset = true;
    }
    ifClause0 = "else";
  }
  if (!valid0) {
    const err5 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: ifClause0 }, message: 'must match "' + ifClause0 + '" schema', schema: schema2.if, parentSchema: schema2, data };
    if (vErrors === null) {
      vErrors = [err5];
    } else {
      vErrors.push(err5);
    }
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.dataset === void 0) {
      const err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "dataset" }, message: "must have required property 'dataset'", schema: schema2.required, parentSchema: schema2, data };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "dataset" || key0 === "images" || key0 === "labels")) {
        const err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema2, data };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.dataset !== void 0) {
      let data3 = data.dataset;
      if (!(data3 === "mnist-10k" || data3 === "mnist" || data3 === "fashion-mnist" || data3 === "cifar10" || data3 === "npy")) {
        const err8 = { instancePath: instancePath + "/dataset", schemaPath: "#/properties/dataset/enum", keyword: "enum", params: { allowedValues: schema2.properties.dataset.enum }, message: "must be equal to one of the allowed values", schema: schema2.properties.dataset.enum, parentSchema: schema2.properties.dataset, data: data3 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.images !== void 0) {
      let data4 = data.images;
      this.addInputFiles(data4);
      if (typeof data4 === "string") {
        if (func2(data4) < 1) {
          const err9 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema2.properties.images, data: data4 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema2.properties.images.type, parentSchema: schema2.properties.images, data: data4 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.labels !== void 0) {
      let data5 = data.labels;
      this.addInputFiles(data5);
      if (typeof data5 === "string") {
        if (func2(data5) < 1) {
          const err11 = { instancePath: instancePath + "/labels", schemaPath: "#/properties/labels/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema2.properties.labels, data: data5 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = { instancePath: instancePath + "/labels", schemaPath: "#/properties/labels/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema2.properties.labels.type, parentSchema: schema2.properties.labels, data: data5 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
  } else {
    const err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema2.type, parentSchema: schema2, data };
    if (vErrors === null) {
      vErrors = [err13];
    } else {
      vErrors.push(err13);
    }
    errors++;
  }
  validate2.errors = vErrors;
  return errors === 0;
}
validate2.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema3 = { "type": "object", "additionalProperties": false, "required": ["weights", "network"], "properties": { "weights": { "type": "string", "minLength": 1, "inputFile": true }, "network": { "type": "string", "minLength": 1 }, "module": { "type": "string", "minLength": 1, "inputModule": true } }, "if": { "not": { "required": ["module"] } }, "then": { "properties": { "network": { "enum": ["lenet", "alexnet", "simplecnn", "blenet", "balexnet", "bsimplecnn"] } } } };
function validate3(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate3.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  const _errs1 = errors;
  let valid0 = true;
  const _errs2 = errors;
  const _errs3 = errors;
  const _errs4 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing0;
    if (data.module === void 0 && (missing0 = "module")) {
      const err0 = {};
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  }
  var valid1 = _errs4 === errors;
  if (valid1) {
    const err1 = {};
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  } else {
    errors = _errs3;
    if (vErrors !== null) {
      if (_errs3) {
        vErrors.length = _errs3;
      } else {
        vErrors = null;
      }
    }
  }
  var _valid0 = _errs2 === errors;
  errors = _errs1;
  if (vErrors !== null) {
    if (_errs1) {
      vErrors.length = _errs1;
    } else {
      vErrors = null;
    }
  }
  if (_valid0) {
    const _errs5 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.network !== void 0) {
        let data0 = data.network;
        if (!(data0 === "lenet" || data0 === "alexnet" || data0 === "simplecnn" || data0 === "blenet" || data0 === "balexnet" || data0 === "bsimplecnn")) {
          const err2 = { instancePath: instancePath + "/network", schemaPath: "#/then/properties/network/enum", keyword: "enum", params: { allowedValues: schema3.then.properties.network.enum }, message: "must be equal to one of the allowed values", schema: schema3.then.properties.network.enum, parentSchema: schema3.then.properties.network, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      }
    }
    var _valid0 = _errs5 === errors;
    valid0 = _valid0;
    if (valid0) {
      var props0 = {};
      props0.network = true;
    }
  }
  if (!valid0) {
    const err3 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema3.if, parentSchema: schema3, data };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.weights === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "weights" }, message: "must have required property 'weights'", schema: schema3.required, parentSchema: schema3, data };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.network === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "network" }, message: "must have required property 'network'", schema: schema3.required, parentSchema: schema3, data };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "weights" || key0 === "network" || key0 === "module")) {
        const err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema3, data };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.weights !== void 0) {
      let data1 = data.weights;
      this.addInputFiles(data1);
      if (typeof data1 === "string") {
        if (func2(data1) < 1) {
          const err7 = { instancePath: instancePath + "/weights", schemaPath: "#/properties/weights/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema3.properties.weights, data: data1 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/weights", schemaPath: "#/properties/weights/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema3.properties.weights.type, parentSchema: schema3.properties.weights, data: data1 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.network !== void 0) {
      let data2 = data.network;
      if (typeof data2 === "string") {
        if (func2(data2) < 1) {
          const err9 = { instancePath: instancePath + "/network", schemaPath: "#/properties/network/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema3.properties.network, data: data2 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/network", schemaPath: "#/properties/network/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema3.properties.network.type, parentSchema: schema3.properties.network, data: data2 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.module !== void 0) {
      let data3 = data.module;
      this.addInputModules(data3);
      if (typeof data3 === "string") {
        if (func2(data3) < 1) {
          const err11 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema3.properties.module, data: data3 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema3.properties.module.type, parentSchema: schema3.properties.module, data: data3 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
  } else {
    const err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema3.type, parentSchema: schema3, data };
    if (vErrors === null) {
      vErrors = [err13];
    } else {
      vErrors.push(err13);
    }
    errors++;
  }
  validate3.errors = vErrors;
  return errors === 0;
}
validate3.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema4 = { "type": "object", "additionalProperties": false, "required": ["figure"], "properties": { "figure": { "enum": ["figure-1", "figure-2", "figure-3", "figure-4", "figure-5", "figure-6"] }, "threat": { "enum": ["transfer", "direct"], "default": "transfer" }, "dataset": { "type": "string" } } };
function validate4(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate4.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.threat === void 0) {
      data.threat = "transfer";
    }
    if (data.figure === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "figure" }, message: "must have required property 'figure'", schema: schema4.required, parentSchema: schema4, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "figure" || key0 === "threat" || key0 === "dataset")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema4, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.figure !== void 0) {
      let data0 = data.figure;
      if (!(data0 === "figure-1" || data0 === "figure-2" || data0 === "figure-3" || data0 === "figure-4" || data0 === "figure-5" || data0 === "figure-6")) {
        const err2 = { instancePath: instancePath + "/figure", schemaPath: "#/properties/figure/enum", keyword: "enum", params: { allowedValues: schema4.properties.figure.enum }, message: "must be equal to one of the allowed values", schema: schema4.properties.figure.enum, parentSchema: schema4.properties.figure, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    let data1 = data.threat;
    if (!(data1 === "transfer" || data1 === "direct")) {
      const err3 = { instancePath: instancePath + "/threat", schemaPath: "#/properties/threat/enum", keyword: "enum", params: { allowedValues: schema4.properties.threat.enum }, message: "must be equal to one of the allowed values", schema: schema4.properties.threat.enum, parentSchema: schema4.properties.threat, data: data1 };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.dataset !== void 0) {
      let data2 = data.dataset;
      if (typeof data2 !== "string") {
        const err4 = { instancePath: instancePath + "/dataset", schemaPath: "#/properties/dataset/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema4.properties.dataset.type, parentSchema: schema4.properties.dataset, data: data2 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
  } else {
    const err5 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema4.type, parentSchema: schema4, data };
    if (vErrors === null) {
      vErrors = [err5];
    } else {
      vErrors.push(err5);
    }
    errors++;
  }
  validate4.errors = vErrors;
  return errors === 0;
}
validate4.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema5 = { "type": "object", "additionalProperties": false, "required": ["dataset"], "properties": { "dataset": { "enum": ["mnist-10k", "mnist", "fashion-mnist", "cifar10", "npy"] }, "size": { "const": 32, "type": "integer", "default": 32 }, "validationFraction": { "type": "number", "minimum": 0, "exclusiveMaximum": 1, "default": 0.2 }, "testFraction": { "type": "number", "exclusiveMinimum": 0, "maximum": 1 }, "developmentImages": { "type": "integer", "minimum": 0, "default": 0 }, "splitSeed": { "type": "integer", "minimum": 0, "maximum": 9007199254740991, "default": 0 } } };
function validate5(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate5.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.size === void 0) {
      data.size = 32;
    }
    if (data.validationFraction === void 0) {
      data.validationFraction = 0.2;
    }
    if (data.developmentImages === void 0) {
      data.developmentImages = 0;
    }
    if (data.splitSeed === void 0) {
      data.splitSeed = 0;
    }
    if (data.dataset === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "dataset" }, message: "must have required property 'dataset'", schema: schema5.required, parentSchema: schema5, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "dataset" || key0 === "size" || key0 === "validationFraction" || key0 === "testFraction" || key0 === "developmentImages" || key0 === "splitSeed")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema5, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.dataset !== void 0) {
      let data0 = data.dataset;
      if (!(data0 === "mnist-10k" || data0 === "mnist" || data0 === "fashion-mnist" || data0 === "cifar10" || data0 === "npy")) {
        const err2 = { instancePath: instancePath + "/dataset", schemaPath: "#/properties/dataset/enum", keyword: "enum", params: { allowedValues: schema5.properties.dataset.enum }, message: "must be equal to one of the allowed values", schema: schema5.properties.dataset.enum, parentSchema: schema5.properties.dataset, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    let data1 = data.size;
    if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)))) {
      const err3 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema5.properties.size.type, parentSchema: schema5.properties.size, data: data1 };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (32 !== data1) {
      const err4 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/const", keyword: "const", params: { allowedValue: 32 }, message: "must be equal to constant", schema: 32, parentSchema: schema5.properties.size, data: data1 };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    let data2 = data.validationFraction;
    if (typeof data2 == "number") {
      if (data2 < 0 || isNaN(data2)) {
        const err5 = { instancePath: instancePath + "/validationFraction", schemaPath: "#/properties/validationFraction/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema5.properties.validationFraction, data: data2 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if (data2 >= 1 || isNaN(data2)) {
        const err6 = { instancePath: instancePath + "/validationFraction", schemaPath: "#/properties/validationFraction/exclusiveMaximum", keyword: "exclusiveMaximum", params: { comparison: "<", limit: 1 }, message: "must be < 1", schema: 1, parentSchema: schema5.properties.validationFraction, data: data2 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    } else {
      const err7 = { instancePath: instancePath + "/validationFraction", schemaPath: "#/properties/validationFraction/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema5.properties.validationFraction.type, parentSchema: schema5.properties.validationFraction, data: data2 };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    if (data.testFraction !== void 0) {
      let data3 = data.testFraction;
      if (typeof data3 == "number") {
        if (data3 > 1 || isNaN(data3)) {
          const err8 = { instancePath: instancePath + "/testFraction", schemaPath: "#/properties/testFraction/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema5.properties.testFraction, data: data3 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        if (data3 <= 0 || isNaN(data3)) {
          const err9 = { instancePath: instancePath + "/testFraction", schemaPath: "#/properties/testFraction/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema5.properties.testFraction, data: data3 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/testFraction", schemaPath: "#/properties/testFraction/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema5.properties.testFraction.type, parentSchema: schema5.properties.testFraction, data: data3 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    let data4 = data.developmentImages;
    if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)))) {
      const err11 = { instancePath: instancePath + "/developmentImages", schemaPath: "#/properties/developmentImages/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema5.properties.developmentImages.type, parentSchema: schema5.properties.developmentImages, data: data4 };
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    }
    if (typeof data4 == "number") {
      if (data4 < 0 || isNaN(data4)) {
        const err12 = { instancePath: instancePath + "/developmentImages", schemaPath: "#/properties/developmentImages/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema5.properties.developmentImages, data: data4 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    let data5 = data.splitSeed;
    if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)))) {
      const err13 = { instancePath: instancePath + "/splitSeed", schemaPath: "#/properties/splitSeed/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema5.properties.splitSeed.type, parentSchema: schema5.properties.splitSeed, data: data5 };
      if (vErrors === null) {
        vErrors = [err13];
      } else {
        vErrors.push(err13);
      }
      errors++;
    }
    if (typeof data5 == "number") {
      if (data5 > 9007199254740991 || isNaN(data5)) {
        const err14 = { instancePath: instancePath + "/splitSeed", schemaPath: "#/properties/splitSeed/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9007199254740991 }, message: "must be <= 9007199254740991", schema: 9007199254740991, parentSchema: schema5.properties.splitSeed, data: data5 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (data5 < 0 || isNaN(data5)) {
        const err15 = { instancePath: instancePath + "/splitSeed", schemaPath: "#/properties/splitSeed/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema5.properties.splitSeed, data: data5 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
  } else {
    const err16 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema5.type, parentSchema: schema5, data };
    if (vErrors === null) {
      vErrors = [err16];
    } else {
      vErrors.push(err16);
    }
    errors++;
  }
  validate5.errors = vErrors;
  return errors === 0;
}
validate5.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema6 = { "type": "object", "additionalProperties": false, "properties": { "profile": { "type": "string", "default": "" }, "seed": { "type": ["integer", "string"] } } };
function validate6(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate6.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.profile === void 0) {
      data.profile = "";
    }
    for (const key0 in data) {
      if (!(key0 === "profile" || key0 === "seed")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema6, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    let data0 = data.profile;
    if (typeof data0 !== "string") {
      const err1 = { instancePath: instancePath + "/profile", schemaPath: "#/properties/profile/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.profile.type, parentSchema: schema6.properties.profile, data: data0 };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.seed !== void 0) {
      let data1 = data.seed;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1))) && typeof data1 !== "string") {
        const err2 = { instancePath: instancePath + "/seed", schemaPath: "#/properties/seed/type", keyword: "type", params: { type: schema6.properties.seed.type }, message: "must be integer,string", schema: schema6.properties.seed.type, parentSchema: schema6.properties.seed, data: data1 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
  } else {
    const err3 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.type, parentSchema: schema6, data };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  validate6.errors = vErrors;
  return errors === 0;
}
validate6.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema7 = { "type": "object", "additionalProperties": false, "required": ["model", "epochs"], "properties": { "model": { "type": "string", "minLength": 1 }, "module": { "type": "string", "minLength": 1, "inputModule": true }, "epochs": { "type": "integer", "minimum": 1 }, "learningRate": { "type": "number", "exclusiveMinimum": 0, "default": 1e-3 }, "batchSize": { "type": "integer", "minimum": 1, "default": 256 }, "beta": { "oneOf": [{ "type": "number", "minimum": 0 }, { "enum": ["blundell", "soenderby", "standard"] }], "default": 0.1 }, "initialMean": { "enum": ["prior", "fan-in"], "default": "prior" }, "initialRho": { "type": "number", "default": -5 }, "schedule": { "enum": ["plateau", "cosine"], "default": "plateau" }, "patience": { "type": "integer", "minimum": 0, "default": 6 }, "factor": { "type": "number", "exclusiveMinimum": 0, "maximum": 1, "default": 0.1 }, "flip": { "type": "boolean", "default": false }, "evaluationSamples": { "type": "integer", "minimum": 1, "default": 16 } }, "if": { "not": { "required": ["module"] } }, "then": { "properties": { "model": { "enum": ["lenet", "alexnet", "simplecnn", "blenet", "balexnet", "bsimplecnn"] } } } };
function validate7(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate7.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  const _errs1 = errors;
  let valid0 = true;
  const _errs2 = errors;
  const _errs3 = errors;
  const _errs4 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing0;
    if (data.module === void 0 && (missing0 = "module")) {
      const err0 = {};
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  }
  var valid1 = _errs4 === errors;
  if (valid1) {
    const err1 = {};
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  } else {
    errors = _errs3;
    if (vErrors !== null) {
      if (_errs3) {
        vErrors.length = _errs3;
      } else {
        vErrors = null;
      }
    }
  }
  var _valid0 = _errs2 === errors;
  errors = _errs1;
  if (vErrors !== null) {
    if (_errs1) {
      vErrors.length = _errs1;
    } else {
      vErrors = null;
    }
  }
  if (_valid0) {
    const _errs5 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.model !== void 0) {
        let data0 = data.model;
        if (!(data0 === "lenet" || data0 === "alexnet" || data0 === "simplecnn" || data0 === "blenet" || data0 === "balexnet" || data0 === "bsimplecnn")) {
          const err2 = { instancePath: instancePath + "/model", schemaPath: "#/then/properties/model/enum", keyword: "enum", params: { allowedValues: schema7.then.properties.model.enum }, message: "must be equal to one of the allowed values", schema: schema7.then.properties.model.enum, parentSchema: schema7.then.properties.model, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      }
    }
    var _valid0 = _errs5 === errors;
    valid0 = _valid0;
    if (valid0) {
      var props0 = {};
      props0.model = true;
    }
  }
  if (!valid0) {
    const err3 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema7.if, parentSchema: schema7, data };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.learningRate === void 0) {
      data.learningRate = 1e-3;
    }
    if (data.batchSize === void 0) {
      data.batchSize = 256;
    }
    if (data.beta === void 0) {
      data.beta = 0.1;
    }
    if (data.initialMean === void 0) {
      data.initialMean = "prior";
    }
    if (data.initialRho === void 0) {
      data.initialRho = -5;
    }
    if (data.schedule === void 0) {
      data.schedule = "plateau";
    }
    if (data.patience === void 0) {
      data.patience = 6;
    }
    if (data.factor === void 0) {
      data.factor = 0.1;
    }
    if (data.flip === void 0) {
      data.flip = false;
    }
    if (data.evaluationSamples === void 0) {
      data.evaluationSamples = 16;
    }
    if (data.model === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "model" }, message: "must have required property 'model'", schema: schema7.required, parentSchema: schema7, data };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.epochs === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "epochs" }, message: "must have required property 'epochs'", schema: schema7.required, parentSchema: schema7, data };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func0.call(schema7.properties, key0)) {
        const err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema7, data };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.model !== void 0) {
      let data1 = data.model;
      if (typeof data1 === "string") {
        if (func2(data1) < 1) {
          const err7 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema7.properties.model, data: data1 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.model.type, parentSchema: schema7.properties.model, data: data1 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.module !== void 0) {
      let data2 = data.module;
      this.addInputModules(data2);
      if (typeof data2 === "string") {
        if (func2(data2) < 1) {
          const err9 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema7.properties.module, data: data2 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.module.type, parentSchema: schema7.properties.module, data: data2 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.epochs !== void 0) {
      let data3 = data.epochs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)))) {
        const err11 = { instancePath: instancePath + "/epochs", schemaPath: "#/properties/epochs/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema7.properties.epochs.type, parentSchema: schema7.properties.epochs, data: data3 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (typeof data3 == "number") {
        if (data3 < 1 || isNaN(data3)) {
          const err12 = { instancePath: instancePath + "/epochs", schemaPath: "#/properties/epochs/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema7.properties.epochs, data: data3 };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      }
    }
    let data4 = data.learningRate;
    if (typeof data4 == "number") {
      if (data4 <= 0 || isNaN(data4)) {
        const err13 = { instancePath: instancePath + "/learningRate", schemaPath: "#/properties/learningRate/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema7.properties.learningRate, data: data4 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    } else {
      const err14 = { instancePath: instancePath + "/learningRate", schemaPath: "#/properties/learningRate/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema7.properties.learningRate.type, parentSchema: schema7.properties.learningRate, data: data4 };
      if (vErrors === null) {
        vErrors = [err14];
      } else {
        vErrors.push(err14);
      }
      errors++;
    }
    let data5 = data.batchSize;
    if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)))) {
      const err15 = { instancePath: instancePath + "/batchSize", schemaPath: "#/properties/batchSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema7.properties.batchSize.type, parentSchema: schema7.properties.batchSize, data: data5 };
      if (vErrors === null) {
        vErrors = [err15];
      } else {
        vErrors.push(err15);
      }
      errors++;
    }
    if (typeof data5 == "number") {
      if (data5 < 1 || isNaN(data5)) {
        const err16 = { instancePath: instancePath + "/batchSize", schemaPath: "#/properties/batchSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema7.properties.batchSize, data: data5 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    let data6 = data.beta;
    const _errs19 = errors;
    let valid4 = false;
    let passing0 = null;
    const _errs20 = errors;
    if (typeof data6 == "number") {
      if (data6 < 0 || isNaN(data6)) {
        const err17 = { instancePath: instancePath + "/beta", schemaPath: "#/properties/beta/oneOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema7.properties.beta.oneOf[0], data: data6 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    } else {
      const err18 = { instancePath: instancePath + "/beta", schemaPath: "#/properties/beta/oneOf/0/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema7.properties.beta.oneOf[0].type, parentSchema: schema7.properties.beta.oneOf[0], data: data6 };
      if (vErrors === null) {
        vErrors = [err18];
      } else {
        vErrors.push(err18);
      }
      errors++;
    }
    var _valid1 = _errs20 === errors;
    if (_valid1) {
      valid4 = true;
      passing0 = 0;
    }
    const _errs22 = errors;
    if (!(data6 === "blundell" || data6 === "soenderby" || data6 === "standard")) {
      const err19 = { instancePath: instancePath + "/beta", schemaPath: "#/properties/beta/oneOf/1/enum", keyword: "enum", params: { allowedValues: schema7.properties.beta.oneOf[1].enum }, message: "must be equal to one of the allowed values", schema: schema7.properties.beta.oneOf[1].enum, parentSchema: schema7.properties.beta.oneOf[1], data: data6 };
      if (vErrors === null) {
        vErrors = [err19];
      } else {
        vErrors.push(err19);
      }
      errors++;
    }
    var _valid1 = _errs22 === errors;
    if (_valid1 && valid4) {
      valid4 = false;
      passing0 = [passing0, 1];
    } else {
      if (_valid1) {
        valid4 = true;
        passing0 = 1;
      }
    }
    if (!valid4) {
      const err20 = { instancePath: instancePath + "/beta", schemaPath: "#/properties/beta/oneOf", keyword: "oneOf", params: { passingSchemas: passing0 }, message: "must match exactly one schema in oneOf", schema: schema7.properties.beta.oneOf, parentSchema: schema7.properties.beta, data: data6 };
      if (vErrors === null) {
        vErrors = [err20];
      } else {
        vErrors.push(err20);
      }
      errors++;
    } else {
      errors = _errs19;
      if (vErrors !== null) {
        if (_errs19) {
          vErrors.length = _errs19;
        } else {
          vErrors = null;
        }
      }
    }
    let data7 = data.initialMean;
    if (!(data7 === "prior" || data7 === "fan-in")) {
      const err21 = { instancePath: instancePath + "/initialMean", schemaPath: "#/properties/initialMean/enum", keyword: "enum", params: { allowedValues: schema7.properties.initialMean.enum }, message: "must be equal to one of the allowed values", schema: schema7.properties.initialMean.enum, parentSchema: schema7.properties.initialMean, data: data7 };
      if (vErrors === null) {
        vErrors = [err21];
      } else {
        vErrors.push(err21);
      }
      errors++;
    }
    let data8 = data.initialRho;
    if (!(typeof data8 == "number")) {
      const err22 = { instancePath: instancePath + "/initialRho", schemaPath: "#/properties/initialRho/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema7.properties.initialRho.type, parentSchema: schema7.properties.initialRho, data: data8 };
      if (vErrors === null) {
        vErrors = [err22];
      } else {
        vErrors.push(err22);
      }
      errors++;
    }
    let data9 = data.schedule;
    if (!(data9 === "plateau" || data9 === "cosine")) {
      const err23 = { instancePath: instancePath + "/schedule", schemaPath: "#/properties/schedule/enum", keyword: "enum", params: { allowedValues: schema7.properties.schedule.enum }, message: "must be equal to one of the allowed values", schema: schema7.properties.schedule.enum, parentSchema: schema7.properties.schedule, data: data9 };
      if (vErrors === null) {
        vErrors = [err23];
      } else {
        vErrors.push(err23);
      }
      errors++;
    }
    let data10 = data.patience;
    if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)))) {
      const err24 = { instancePath: instancePath + "/patience", schemaPath: "#/properties/patience/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema7.properties.patience.type, parentSchema: schema7.properties.patience, data: data10 };
      if (vErrors === null) {
        vErrors = [err24];
      } else {
        vErrors.push(err24);
      }
      errors++;
    }
    if (typeof data10 == "number") {
      if (data10 < 0 || isNaN(data10)) {
        const err25 = { instancePath: instancePath + "/patience", schemaPath: "#/properties/patience/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema7.properties.patience, data: data10 };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
    let data11 = data.factor;
    if (typeof data11 == "number") {
      if (data11 > 1 || isNaN(data11)) {
        const err26 = { instancePath: instancePath + "/factor", schemaPath: "#/properties/factor/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema7.properties.factor, data: data11 };
        if (vErrors === null) {
          vErrors = [err26];
        } else {
          vErrors.push(err26);
        }
        errors++;
      }
      if (data11 <= 0 || isNaN(data11)) {
        const err27 = { instancePath: instancePath + "/factor", schemaPath: "#/properties/factor/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema7.properties.factor, data: data11 };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
    } else {
      const err28 = { instancePath: instancePath + "/factor", schemaPath: "#/properties/factor/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema7.properties.factor.type, parentSchema: schema7.properties.factor, data: data11 };
      if (vErrors === null) {
        vErrors = [err28];
      } else {
        vErrors.push(err28);
      }
      errors++;
    }
    let data12 = data.flip;
    if (typeof data12 !== "boolean") {
      const err29 = { instancePath: instancePath + "/flip", schemaPath: "#/properties/flip/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema7.properties.flip.type, parentSchema: schema7.properties.flip, data: data12 };
      if (vErrors === null) {
        vErrors = [err29];
      } else {
        vErrors.push(err29);
      }
      errors++;
    }
    let data13 = data.evaluationSamples;
    if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)))) {
      const err30 = { instancePath: instancePath + "/evaluationSamples", schemaPath: "#/properties/evaluationSamples/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema7.properties.evaluationSamples.type, parentSchema: schema7.properties.evaluationSamples, data: data13 };
      if (vErrors === null) {
        vErrors = [err30];
      } else {
        vErrors.push(err30);
      }
      errors++;
    }
    if (typeof data13 == "number") {
      if (data13 < 1 || isNaN(data13)) {
        const err31 = { instancePath: instancePath + "/evaluationSamples", schemaPath: "#/properties/evaluationSamples/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema7.properties.evaluationSamples, data: data13 };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
  } else {
    const err32 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema7.type, parentSchema: schema7, data };
    if (vErrors === null) {
      vErrors = [err32];
    } else {
      vErrors.push(err32);
    }
    errors++;
  }
  validate7.errors = vErrors;
  return errors === 0;
}
validate7.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };

type CompiledSchema = { (value: unknown): boolean; errors?: ErrorObject[] | null };

/** SHA-256 of a schema file → the schema, compiled. */
export const compiledSchemas: Readonly<Record<string, CompiledSchema | undefined>> = {
  // stages/aggregate.schema.json
  '22feca99c2234a0c66460a5d7a5c89a352f2e54cbb753586755c5325d2e354f4': validate0,
  // stages/attack-grid.schema.json
  'ed5a97e77507d66def89991476a0c28ecde5d8bd38d393699cb4dae1a3c6bb29': validate1,
  // stages/download.schema.json
  '46c1f34883553a3023c67ca4e41658c811ced5ede31fa42e5e413864147a6a7f': validate2,
  // stages/import-model.schema.json
  'd8dd7b8ce6be89c8ce44aedf06d05aac4c4a9b509551dafee7b6fd5220aaf309': validate3,
  // stages/plot.schema.json
  '9e426f04e19963602f091d6ec0ceb67ea7b0808da73a9dec61b6583ca3584b8d': validate4,
  // stages/preprocess.schema.json
  '7e01f1819af7461e453107e1cfa56f10bf27fd527a870b8fee5bc5ee83ee54a6': validate5,
  // stages/report.schema.json
  'c379628b534e3e9fd117b1a29140f64e79fea87b703873e896e05470194aca18': validate6,
  // stages/train.schema.json
  '47c7bae40084aaad62ddbe1aa5cba0c9455f678f1b2977f0b3314b1100d2c5c6': validate7,
};
