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
const schema1 = { "type": "object", "additionalProperties": false, "required": ["attack", "epsilon"], "properties": { "attack": { "type": "string", "minLength": 1 }, "module": { "type": "string", "minLength": 1, "inputModule": true }, "settings": { "type": "object", "default": {}, "properties": { "alpha": { "type": ["number", "string"], "pattern": "^(?=[^/]*[1-9])[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$", "patternErrorMessage": 'a number above 0, or a fraction such as "2/255"', "exclusiveMinimum": 0 }, "relativeAlpha": { "type": ["number", "string"], "pattern": "^(?=[^/]*[1-9])[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$", "patternErrorMessage": 'a number above 0, or a fraction such as "5/2"', "exclusiveMinimum": 0 }, "steps": { "type": "integer", "minimum": 1 }, "randomStart": { "type": "boolean" }, "restarts": { "type": "integer", "minimum": 1 }, "decay": { "type": "number", "minimum": 0 }, "rho": { "type": "number", "minimum": 0, "maximum": 1 }, "queries": { "type": "integer", "minimum": 1 }, "pInit": { "type": "number", "exclusiveMinimum": 0, "maximum": 1 } }, "dependentSchemas": { "relativeAlpha": { "properties": { "alpha": false } } } }, "epsilon": { "type": ["number", "string"], "pattern": "^[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$", "patternErrorMessage": 'a number from 0, or a fraction such as "8/255"', "minimum": 0 }, "threat": { "enum": ["direct", "transfer"], "default": "direct" }, "images": { "type": "integer", "minimum": 0, "default": 0 }, "attackSamples": { "type": "integer", "minimum": 1, "default": 1 }, "evaluationSamples": { "type": "integer", "minimum": 1, "default": 8 }, "evaluationSeed": { "type": "integer", "minimum": 0, "maximum": 9007199254740991, "default": 0 }, "keepExamples": { "type": "integer", "minimum": 0, "default": 0 }, "dropFooled": { "type": "boolean", "default": false }, "batchSize": { "type": "integer", "minimum": 1, "default": 250 } }, "allOf": [{ "if": { "not": { "required": ["module"] } }, "then": { "properties": { "attack": { "$ref": "#/$defs/studyAttack" }, "settings": { "type": "object", "properties": { "alpha": true, "relativeAlpha": true, "steps": true, "randomStart": true, "restarts": true, "decay": true, "rho": true, "queries": true, "pInit": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "const": "fgsm" } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "const": "bim" } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "alpha": true, "relativeAlpha": true, "steps": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "enum": ["pgd-linf", "pgd-l2"] } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "alpha": true, "relativeAlpha": true, "steps": true, "randomStart": true, "restarts": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "const": "mi-fgsm" } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "alpha": true, "relativeAlpha": true, "steps": true, "decay": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "enum": ["apgd-ce", "apgd-dlr"] } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "steps": true, "rho": true, "randomStart": true, "restarts": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "const": "square" } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "queries": true, "pInit": true, "restarts": true }, "additionalProperties": false } } } }, { "if": { "properties": { "attack": { "const": "noise" } }, "required": ["attack"] }, "then": { "properties": { "settings": { "type": "object", "properties": { "restarts": true }, "additionalProperties": false } } } }], "$defs": { "studyAttack": { "enum": ["fgsm", "bim", "pgd-linf", "pgd-l2", "mi-fgsm", "apgd-ce", "apgd-dlr", "square", "noise"] } } };
const schema2 = { "enum": ["fgsm", "bim", "pgd-linf", "pgd-l2", "mi-fgsm", "apgd-ce", "apgd-dlr", "square", "noise"] };
const func0 = Object.prototype.hasOwnProperty;
const func2 = ajv0.default;
const pattern0 = new RegExp("^(?=[^/]*[1-9])[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$", "u");
const pattern2 = new RegExp("^[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$", "u");
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
  const _errs4 = errors;
  const _errs5 = errors;
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
  var valid2 = _errs5 === errors;
  if (valid2) {
    const err1 = {};
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  } else {
    errors = _errs4;
    if (vErrors !== null) {
      if (_errs4) {
        vErrors.length = _errs4;
      } else {
        vErrors = null;
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
    const _errs6 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.attack !== void 0) {
        let data0 = data.attack;
        if (!(data0 === "fgsm" || data0 === "bim" || data0 === "pgd-linf" || data0 === "pgd-l2" || data0 === "mi-fgsm" || data0 === "apgd-ce" || data0 === "apgd-dlr" || data0 === "square" || data0 === "noise")) {
          const err2 = { instancePath: instancePath + "/attack", schemaPath: "#/$defs/studyAttack/enum", keyword: "enum", params: { allowedValues: schema2.enum }, message: "must be equal to one of the allowed values", schema: schema2.enum, parentSchema: schema2, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      }
      if (data.settings !== void 0) {
        let data1 = data.settings;
        if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
          for (const key0 in data1) {
            if (!func0.call(schema1.allOf[0].then.properties.settings.properties, key0)) {
              const err3 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/0/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[0].then.properties.settings, data: data1 };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
            }
          }
        } else {
          const err4 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/0/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[0].then.properties.settings.type, parentSchema: schema1.allOf[0].then.properties.settings, data: data1 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      }
    }
    var _valid0 = _errs6 === errors;
    valid1 = _valid0;
    if (valid1) {
      var props0 = {};
      props0.attack = true;
      props0.settings = true;
    }
  }
  if (!valid1) {
    const err5 = { instancePath, schemaPath: "#/allOf/0/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[0].if, parentSchema: schema1.allOf[0], data };
    if (vErrors === null) {
      vErrors = [err5];
    } else {
      vErrors.push(err5);
    }
    errors++;
  }
  const _errs13 = errors;
  let valid5 = true;
  const _errs14 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing1;
    if (data.attack === void 0 && (missing1 = "attack")) {
      const err6 = {};
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        if ("fgsm" !== data.attack) {
          const err7 = {};
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      }
    }
  }
  var _valid1 = _errs14 === errors;
  errors = _errs13;
  if (vErrors !== null) {
    if (_errs13) {
      vErrors.length = _errs13;
    } else {
      vErrors = null;
    }
  }
  if (_valid1) {
    const _errs16 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data3 = data.settings;
        if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
          for (const key1 in data3) {
            const err8 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/1/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[1].then.properties.settings, data: data3 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        } else {
          const err9 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/1/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[1].then.properties.settings.type, parentSchema: schema1.allOf[1].then.properties.settings, data: data3 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      }
    }
    var _valid1 = _errs16 === errors;
    valid5 = _valid1;
    if (valid5) {
      var props1 = {};
      props1.settings = true;
      props1.attack = true;
    }
  }
  if (!valid5) {
    const err10 = { instancePath, schemaPath: "#/allOf/1/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[1].if, parentSchema: schema1.allOf[1], data };
    if (vErrors === null) {
      vErrors = [err10];
    } else {
      vErrors.push(err10);
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
  const _errs21 = errors;
  let valid8 = true;
  const _errs22 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing2;
    if (data.attack === void 0 && (missing2 = "attack")) {
      const err11 = {};
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        if ("bim" !== data.attack) {
          const err12 = {};
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      }
    }
  }
  var _valid2 = _errs22 === errors;
  errors = _errs21;
  if (vErrors !== null) {
    if (_errs21) {
      vErrors.length = _errs21;
    } else {
      vErrors = null;
    }
  }
  if (_valid2) {
    const _errs24 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data5 = data.settings;
        if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
          for (const key2 in data5) {
            if (!(key2 === "alpha" || key2 === "relativeAlpha" || key2 === "steps")) {
              const err13 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/2/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[2].then.properties.settings, data: data5 };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          }
        } else {
          const err14 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/2/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[2].then.properties.settings.type, parentSchema: schema1.allOf[2].then.properties.settings, data: data5 };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      }
    }
    var _valid2 = _errs24 === errors;
    valid8 = _valid2;
    if (valid8) {
      var props2 = {};
      props2.settings = true;
      props2.attack = true;
    }
  }
  if (!valid8) {
    const err15 = { instancePath, schemaPath: "#/allOf/2/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[2].if, parentSchema: schema1.allOf[2], data };
    if (vErrors === null) {
      vErrors = [err15];
    } else {
      vErrors.push(err15);
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
  const _errs29 = errors;
  let valid11 = true;
  const _errs30 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing3;
    if (data.attack === void 0 && (missing3 = "attack")) {
      const err16 = {};
      if (vErrors === null) {
        vErrors = [err16];
      } else {
        vErrors.push(err16);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        let data6 = data.attack;
        if (!(data6 === "pgd-linf" || data6 === "pgd-l2")) {
          const err17 = {};
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
      }
    }
  }
  var _valid3 = _errs30 === errors;
  errors = _errs29;
  if (vErrors !== null) {
    if (_errs29) {
      vErrors.length = _errs29;
    } else {
      vErrors = null;
    }
  }
  if (_valid3) {
    const _errs32 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data7 = data.settings;
        if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
          for (const key3 in data7) {
            if (!(key3 === "alpha" || key3 === "relativeAlpha" || key3 === "steps" || key3 === "randomStart" || key3 === "restarts")) {
              const err18 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/3/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[3].then.properties.settings, data: data7 };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
          }
        } else {
          const err19 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/3/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[3].then.properties.settings.type, parentSchema: schema1.allOf[3].then.properties.settings, data: data7 };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
      }
    }
    var _valid3 = _errs32 === errors;
    valid11 = _valid3;
    if (valid11) {
      var props3 = {};
      props3.settings = true;
      props3.attack = true;
    }
  }
  if (!valid11) {
    const err20 = { instancePath, schemaPath: "#/allOf/3/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[3].if, parentSchema: schema1.allOf[3], data };
    if (vErrors === null) {
      vErrors = [err20];
    } else {
      vErrors.push(err20);
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
  const _errs37 = errors;
  let valid14 = true;
  const _errs38 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing4;
    if (data.attack === void 0 && (missing4 = "attack")) {
      const err21 = {};
      if (vErrors === null) {
        vErrors = [err21];
      } else {
        vErrors.push(err21);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        if ("mi-fgsm" !== data.attack) {
          const err22 = {};
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
      }
    }
  }
  var _valid4 = _errs38 === errors;
  errors = _errs37;
  if (vErrors !== null) {
    if (_errs37) {
      vErrors.length = _errs37;
    } else {
      vErrors = null;
    }
  }
  if (_valid4) {
    const _errs40 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data9 = data.settings;
        if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
          for (const key4 in data9) {
            if (!(key4 === "alpha" || key4 === "relativeAlpha" || key4 === "steps" || key4 === "decay")) {
              const err23 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/4/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[4].then.properties.settings, data: data9 };
              if (vErrors === null) {
                vErrors = [err23];
              } else {
                vErrors.push(err23);
              }
              errors++;
            }
          }
        } else {
          const err24 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/4/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[4].then.properties.settings.type, parentSchema: schema1.allOf[4].then.properties.settings, data: data9 };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      }
    }
    var _valid4 = _errs40 === errors;
    valid14 = _valid4;
    if (valid14) {
      var props4 = {};
      props4.settings = true;
      props4.attack = true;
    }
  }
  if (!valid14) {
    const err25 = { instancePath, schemaPath: "#/allOf/4/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[4].if, parentSchema: schema1.allOf[4], data };
    if (vErrors === null) {
      vErrors = [err25];
    } else {
      vErrors.push(err25);
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
  const _errs45 = errors;
  let valid17 = true;
  const _errs46 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing5;
    if (data.attack === void 0 && (missing5 = "attack")) {
      const err26 = {};
      if (vErrors === null) {
        vErrors = [err26];
      } else {
        vErrors.push(err26);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        let data10 = data.attack;
        if (!(data10 === "apgd-ce" || data10 === "apgd-dlr")) {
          const err27 = {};
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
      }
    }
  }
  var _valid5 = _errs46 === errors;
  errors = _errs45;
  if (vErrors !== null) {
    if (_errs45) {
      vErrors.length = _errs45;
    } else {
      vErrors = null;
    }
  }
  if (_valid5) {
    const _errs48 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data11 = data.settings;
        if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
          for (const key5 in data11) {
            if (!(key5 === "steps" || key5 === "rho" || key5 === "randomStart" || key5 === "restarts")) {
              const err28 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/5/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[5].then.properties.settings, data: data11 };
              if (vErrors === null) {
                vErrors = [err28];
              } else {
                vErrors.push(err28);
              }
              errors++;
            }
          }
        } else {
          const err29 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/5/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[5].then.properties.settings.type, parentSchema: schema1.allOf[5].then.properties.settings, data: data11 };
          if (vErrors === null) {
            vErrors = [err29];
          } else {
            vErrors.push(err29);
          }
          errors++;
        }
      }
    }
    var _valid5 = _errs48 === errors;
    valid17 = _valid5;
    if (valid17) {
      var props5 = {};
      props5.settings = true;
      props5.attack = true;
    }
  }
  if (!valid17) {
    const err30 = { instancePath, schemaPath: "#/allOf/5/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[5].if, parentSchema: schema1.allOf[5], data };
    if (vErrors === null) {
      vErrors = [err30];
    } else {
      vErrors.push(err30);
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
  const _errs53 = errors;
  let valid20 = true;
  const _errs54 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing6;
    if (data.attack === void 0 && (missing6 = "attack")) {
      const err31 = {};
      if (vErrors === null) {
        vErrors = [err31];
      } else {
        vErrors.push(err31);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        if ("square" !== data.attack) {
          const err32 = {};
          if (vErrors === null) {
            vErrors = [err32];
          } else {
            vErrors.push(err32);
          }
          errors++;
        }
      }
    }
  }
  var _valid6 = _errs54 === errors;
  errors = _errs53;
  if (vErrors !== null) {
    if (_errs53) {
      vErrors.length = _errs53;
    } else {
      vErrors = null;
    }
  }
  if (_valid6) {
    const _errs56 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data13 = data.settings;
        if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
          for (const key6 in data13) {
            if (!(key6 === "queries" || key6 === "pInit" || key6 === "restarts")) {
              const err33 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/6/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[6].then.properties.settings, data: data13 };
              if (vErrors === null) {
                vErrors = [err33];
              } else {
                vErrors.push(err33);
              }
              errors++;
            }
          }
        } else {
          const err34 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/6/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[6].then.properties.settings.type, parentSchema: schema1.allOf[6].then.properties.settings, data: data13 };
          if (vErrors === null) {
            vErrors = [err34];
          } else {
            vErrors.push(err34);
          }
          errors++;
        }
      }
    }
    var _valid6 = _errs56 === errors;
    valid20 = _valid6;
    if (valid20) {
      var props6 = {};
      props6.settings = true;
      props6.attack = true;
    }
  }
  if (!valid20) {
    const err35 = { instancePath, schemaPath: "#/allOf/6/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[6].if, parentSchema: schema1.allOf[6], data };
    if (vErrors === null) {
      vErrors = [err35];
    } else {
      vErrors.push(err35);
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
  const _errs61 = errors;
  let valid23 = true;
  const _errs62 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing7;
    if (data.attack === void 0 && (missing7 = "attack")) {
      const err36 = {};
      if (vErrors === null) {
        vErrors = [err36];
      } else {
        vErrors.push(err36);
      }
      errors++;
    } else {
      if (data.attack !== void 0) {
        if ("noise" !== data.attack) {
          const err37 = {};
          if (vErrors === null) {
            vErrors = [err37];
          } else {
            vErrors.push(err37);
          }
          errors++;
        }
      }
    }
  }
  var _valid7 = _errs62 === errors;
  errors = _errs61;
  if (vErrors !== null) {
    if (_errs61) {
      vErrors.length = _errs61;
    } else {
      vErrors = null;
    }
  }
  if (_valid7) {
    const _errs64 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.settings !== void 0) {
        let data15 = data.settings;
        if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
          for (const key7 in data15) {
            if (!(key7 === "restarts")) {
              const err38 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/7/then/properties/settings/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1.allOf[7].then.properties.settings, data: data15 };
              if (vErrors === null) {
                vErrors = [err38];
              } else {
                vErrors.push(err38);
              }
              errors++;
            }
          }
        } else {
          const err39 = { instancePath: instancePath + "/settings", schemaPath: "#/allOf/7/then/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.allOf[7].then.properties.settings.type, parentSchema: schema1.allOf[7].then.properties.settings, data: data15 };
          if (vErrors === null) {
            vErrors = [err39];
          } else {
            vErrors.push(err39);
          }
          errors++;
        }
      }
    }
    var _valid7 = _errs64 === errors;
    valid23 = _valid7;
    if (valid23) {
      var props7 = {};
      props7.settings = true;
      props7.attack = true;
    }
  }
  if (!valid23) {
    const err40 = { instancePath, schemaPath: "#/allOf/7/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema1.allOf[7].if, parentSchema: schema1.allOf[7], data };
    if (vErrors === null) {
      vErrors = [err40];
    } else {
      vErrors.push(err40);
    }
    errors++;
  }
  if (props0 !== true && props7 !== void 0) {
    if (props7 === true) {
      props0 = true;
    } else {
      props0 = props0 || {};
      Object.assign(props0, props7);
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
      const err41 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "attack" }, message: "must have required property 'attack'", schema: schema1.required, parentSchema: schema1, data };
      if (vErrors === null) {
        vErrors = [err41];
      } else {
        vErrors.push(err41);
      }
      errors++;
    }
    if (data.epsilon === void 0) {
      const err42 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "epsilon" }, message: "must have required property 'epsilon'", schema: schema1.required, parentSchema: schema1, data };
      if (vErrors === null) {
        vErrors = [err42];
      } else {
        vErrors.push(err42);
      }
      errors++;
    }
    for (const key8 in data) {
      if (!func0.call(schema1.properties, key8)) {
        const err43 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 }, message: "must NOT have additional properties", schema: false, parentSchema: schema1, data };
        if (vErrors === null) {
          vErrors = [err43];
        } else {
          vErrors.push(err43);
        }
        errors++;
      }
    }
    if (data.attack !== void 0) {
      let data16 = data.attack;
      if (typeof data16 === "string") {
        if (func2(data16) < 1) {
          const err44 = { instancePath: instancePath + "/attack", schemaPath: "#/properties/attack/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema1.properties.attack, data: data16 };
          if (vErrors === null) {
            vErrors = [err44];
          } else {
            vErrors.push(err44);
          }
          errors++;
        }
      } else {
        const err45 = { instancePath: instancePath + "/attack", schemaPath: "#/properties/attack/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema1.properties.attack.type, parentSchema: schema1.properties.attack, data: data16 };
        if (vErrors === null) {
          vErrors = [err45];
        } else {
          vErrors.push(err45);
        }
        errors++;
      }
    }
    if (data.module !== void 0) {
      let data17 = data.module;
      this.addInputModules(data17);
      if (typeof data17 === "string") {
        if (func2(data17) < 1) {
          const err46 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema1.properties.module, data: data17 };
          if (vErrors === null) {
            vErrors = [err46];
          } else {
            vErrors.push(err46);
          }
          errors++;
        }
      } else {
        const err47 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema1.properties.module.type, parentSchema: schema1.properties.module, data: data17 };
        if (vErrors === null) {
          vErrors = [err47];
        } else {
          vErrors.push(err47);
        }
        errors++;
      }
    }
    let data18 = data.settings;
    if (data18 && typeof data18 == "object" && !Array.isArray(data18)) {
      if (data18.alpha !== void 0) {
        let data19 = data18.alpha;
        if (!(typeof data19 == "number") && typeof data19 !== "string") {
          const err48 = { instancePath: instancePath + "/settings/alpha", schemaPath: "#/properties/settings/properties/alpha/type", keyword: "type", params: { type: schema1.properties.settings.properties.alpha.type }, message: "must be number,string", schema: schema1.properties.settings.properties.alpha.type, parentSchema: schema1.properties.settings.properties.alpha, data: data19 };
          if (vErrors === null) {
            vErrors = [err48];
          } else {
            vErrors.push(err48);
          }
          errors++;
        }
        if (typeof data19 == "number") {
          if (data19 <= 0 || isNaN(data19)) {
            const err49 = { instancePath: instancePath + "/settings/alpha", schemaPath: "#/properties/settings/properties/alpha/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema1.properties.settings.properties.alpha, data: data19 };
            if (vErrors === null) {
              vErrors = [err49];
            } else {
              vErrors.push(err49);
            }
            errors++;
          }
        }
        if (typeof data19 === "string") {
          if (!pattern0.test(data19)) {
            const err50 = { instancePath: instancePath + "/settings/alpha", schemaPath: "#/properties/settings/properties/alpha/pattern", keyword: "pattern", params: { pattern: "^(?=[^/]*[1-9])[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$" }, message: 'must match pattern "^(?=[^/]*[1-9])[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$"', schema: "^(?=[^/]*[1-9])[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$", parentSchema: schema1.properties.settings.properties.alpha, data: data19 };
            if (vErrors === null) {
              vErrors = [err50];
            } else {
              vErrors.push(err50);
            }
            errors++;
          }
        }
      }
      if (data18.relativeAlpha !== void 0) {
        let data20 = data18.relativeAlpha;
        if (!(typeof data20 == "number") && typeof data20 !== "string") {
          const err51 = { instancePath: instancePath + "/settings/relativeAlpha", schemaPath: "#/properties/settings/properties/relativeAlpha/type", keyword: "type", params: { type: schema1.properties.settings.properties.relativeAlpha.type }, message: "must be number,string", schema: schema1.properties.settings.properties.relativeAlpha.type, parentSchema: schema1.properties.settings.properties.relativeAlpha, data: data20 };
          if (vErrors === null) {
            vErrors = [err51];
          } else {
            vErrors.push(err51);
          }
          errors++;
        }
        if (typeof data20 == "number") {
          if (data20 <= 0 || isNaN(data20)) {
            const err52 = { instancePath: instancePath + "/settings/relativeAlpha", schemaPath: "#/properties/settings/properties/relativeAlpha/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema1.properties.settings.properties.relativeAlpha, data: data20 };
            if (vErrors === null) {
              vErrors = [err52];
            } else {
              vErrors.push(err52);
            }
            errors++;
          }
        }
        if (typeof data20 === "string") {
          if (!pattern0.test(data20)) {
            const err53 = { instancePath: instancePath + "/settings/relativeAlpha", schemaPath: "#/properties/settings/properties/relativeAlpha/pattern", keyword: "pattern", params: { pattern: "^(?=[^/]*[1-9])[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$" }, message: 'must match pattern "^(?=[^/]*[1-9])[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$"', schema: "^(?=[^/]*[1-9])[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$", parentSchema: schema1.properties.settings.properties.relativeAlpha, data: data20 };
            if (vErrors === null) {
              vErrors = [err53];
            } else {
              vErrors.push(err53);
            }
            errors++;
          }
        }
      }
      if (data18.steps !== void 0) {
        let data21 = data18.steps;
        if (!(typeof data21 == "number" && (!(data21 % 1) && !isNaN(data21)))) {
          const err54 = { instancePath: instancePath + "/settings/steps", schemaPath: "#/properties/settings/properties/steps/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.settings.properties.steps.type, parentSchema: schema1.properties.settings.properties.steps, data: data21 };
          if (vErrors === null) {
            vErrors = [err54];
          } else {
            vErrors.push(err54);
          }
          errors++;
        }
        if (typeof data21 == "number") {
          if (data21 < 1 || isNaN(data21)) {
            const err55 = { instancePath: instancePath + "/settings/steps", schemaPath: "#/properties/settings/properties/steps/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.settings.properties.steps, data: data21 };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
        }
      }
      if (data18.randomStart !== void 0) {
        let data22 = data18.randomStart;
        if (typeof data22 !== "boolean") {
          const err56 = { instancePath: instancePath + "/settings/randomStart", schemaPath: "#/properties/settings/properties/randomStart/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema1.properties.settings.properties.randomStart.type, parentSchema: schema1.properties.settings.properties.randomStart, data: data22 };
          if (vErrors === null) {
            vErrors = [err56];
          } else {
            vErrors.push(err56);
          }
          errors++;
        }
      }
      if (data18.restarts !== void 0) {
        let data23 = data18.restarts;
        if (!(typeof data23 == "number" && (!(data23 % 1) && !isNaN(data23)))) {
          const err57 = { instancePath: instancePath + "/settings/restarts", schemaPath: "#/properties/settings/properties/restarts/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.settings.properties.restarts.type, parentSchema: schema1.properties.settings.properties.restarts, data: data23 };
          if (vErrors === null) {
            vErrors = [err57];
          } else {
            vErrors.push(err57);
          }
          errors++;
        }
        if (typeof data23 == "number") {
          if (data23 < 1 || isNaN(data23)) {
            const err58 = { instancePath: instancePath + "/settings/restarts", schemaPath: "#/properties/settings/properties/restarts/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.settings.properties.restarts, data: data23 };
            if (vErrors === null) {
              vErrors = [err58];
            } else {
              vErrors.push(err58);
            }
            errors++;
          }
        }
      }
      if (data18.decay !== void 0) {
        let data24 = data18.decay;
        if (typeof data24 == "number") {
          if (data24 < 0 || isNaN(data24)) {
            const err59 = { instancePath: instancePath + "/settings/decay", schemaPath: "#/properties/settings/properties/decay/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.settings.properties.decay, data: data24 };
            if (vErrors === null) {
              vErrors = [err59];
            } else {
              vErrors.push(err59);
            }
            errors++;
          }
        } else {
          const err60 = { instancePath: instancePath + "/settings/decay", schemaPath: "#/properties/settings/properties/decay/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema1.properties.settings.properties.decay.type, parentSchema: schema1.properties.settings.properties.decay, data: data24 };
          if (vErrors === null) {
            vErrors = [err60];
          } else {
            vErrors.push(err60);
          }
          errors++;
        }
      }
      if (data18.rho !== void 0) {
        let data25 = data18.rho;
        if (typeof data25 == "number") {
          if (data25 > 1 || isNaN(data25)) {
            const err61 = { instancePath: instancePath + "/settings/rho", schemaPath: "#/properties/settings/properties/rho/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema1.properties.settings.properties.rho, data: data25 };
            if (vErrors === null) {
              vErrors = [err61];
            } else {
              vErrors.push(err61);
            }
            errors++;
          }
          if (data25 < 0 || isNaN(data25)) {
            const err62 = { instancePath: instancePath + "/settings/rho", schemaPath: "#/properties/settings/properties/rho/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.settings.properties.rho, data: data25 };
            if (vErrors === null) {
              vErrors = [err62];
            } else {
              vErrors.push(err62);
            }
            errors++;
          }
        } else {
          const err63 = { instancePath: instancePath + "/settings/rho", schemaPath: "#/properties/settings/properties/rho/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema1.properties.settings.properties.rho.type, parentSchema: schema1.properties.settings.properties.rho, data: data25 };
          if (vErrors === null) {
            vErrors = [err63];
          } else {
            vErrors.push(err63);
          }
          errors++;
        }
      }
      if (data18.queries !== void 0) {
        let data26 = data18.queries;
        if (!(typeof data26 == "number" && (!(data26 % 1) && !isNaN(data26)))) {
          const err64 = { instancePath: instancePath + "/settings/queries", schemaPath: "#/properties/settings/properties/queries/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.settings.properties.queries.type, parentSchema: schema1.properties.settings.properties.queries, data: data26 };
          if (vErrors === null) {
            vErrors = [err64];
          } else {
            vErrors.push(err64);
          }
          errors++;
        }
        if (typeof data26 == "number") {
          if (data26 < 1 || isNaN(data26)) {
            const err65 = { instancePath: instancePath + "/settings/queries", schemaPath: "#/properties/settings/properties/queries/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.settings.properties.queries, data: data26 };
            if (vErrors === null) {
              vErrors = [err65];
            } else {
              vErrors.push(err65);
            }
            errors++;
          }
        }
      }
      if (data18.pInit !== void 0) {
        let data27 = data18.pInit;
        if (typeof data27 == "number") {
          if (data27 > 1 || isNaN(data27)) {
            const err66 = { instancePath: instancePath + "/settings/pInit", schemaPath: "#/properties/settings/properties/pInit/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema1.properties.settings.properties.pInit, data: data27 };
            if (vErrors === null) {
              vErrors = [err66];
            } else {
              vErrors.push(err66);
            }
            errors++;
          }
          if (data27 <= 0 || isNaN(data27)) {
            const err67 = { instancePath: instancePath + "/settings/pInit", schemaPath: "#/properties/settings/properties/pInit/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema1.properties.settings.properties.pInit, data: data27 };
            if (vErrors === null) {
              vErrors = [err67];
            } else {
              vErrors.push(err67);
            }
            errors++;
          }
        } else {
          const err68 = { instancePath: instancePath + "/settings/pInit", schemaPath: "#/properties/settings/properties/pInit/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema1.properties.settings.properties.pInit.type, parentSchema: schema1.properties.settings.properties.pInit, data: data27 };
          if (vErrors === null) {
            vErrors = [err68];
          } else {
            vErrors.push(err68);
          }
          errors++;
        }
      }
      if (data18.relativeAlpha !== void 0) {
        const _errs93 = errors;
        if (data18 && typeof data18 == "object" && !Array.isArray(data18)) {
          if (data18.alpha !== void 0) {
            const err69 = { instancePath: instancePath + "/settings/alpha", schemaPath: "#/properties/settings/dependentSchemas/relativeAlpha/properties/alpha/false schema", keyword: "false schema", params: {}, message: "boolean schema is false", schema: false, parentSchema: schema1.properties.settings.dependentSchemas.relativeAlpha.properties.alpha, data: data18.alpha };
            if (vErrors === null) {
              vErrors = [err69];
            } else {
              vErrors.push(err69);
            }
            errors++;
          }
        }
        var valid28 = _errs93 === errors;
        if (valid28) {
          var props8 = {};
          props8.alpha = true;
          props8.relativeAlpha = true;
          props8.steps = true;
          props8.randomStart = true;
          props8.restarts = true;
          props8.decay = true;
          props8.rho = true;
          props8.queries = true;
          props8.pInit = true;
        }
      } else {
        var valid28 = true;
      }
    } else {
      const err70 = { instancePath: instancePath + "/settings", schemaPath: "#/properties/settings/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.properties.settings.type, parentSchema: schema1.properties.settings, data: data18 };
      if (vErrors === null) {
        vErrors = [err70];
      } else {
        vErrors.push(err70);
      }
      errors++;
    }
    if (data.epsilon !== void 0) {
      let data29 = data.epsilon;
      if (!(typeof data29 == "number") && typeof data29 !== "string") {
        const err71 = { instancePath: instancePath + "/epsilon", schemaPath: "#/properties/epsilon/type", keyword: "type", params: { type: schema1.properties.epsilon.type }, message: "must be number,string", schema: schema1.properties.epsilon.type, parentSchema: schema1.properties.epsilon, data: data29 };
        if (vErrors === null) {
          vErrors = [err71];
        } else {
          vErrors.push(err71);
        }
        errors++;
      }
      if (typeof data29 == "number") {
        if (data29 < 0 || isNaN(data29)) {
          const err72 = { instancePath: instancePath + "/epsilon", schemaPath: "#/properties/epsilon/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.epsilon, data: data29 };
          if (vErrors === null) {
            vErrors = [err72];
          } else {
            vErrors.push(err72);
          }
          errors++;
        }
      }
      if (typeof data29 === "string") {
        if (!pattern2.test(data29)) {
          const err73 = { instancePath: instancePath + "/epsilon", schemaPath: "#/properties/epsilon/pattern", keyword: "pattern", params: { pattern: "^[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$" }, message: 'must match pattern "^[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$"', schema: "^[0-9]+(\\.[0-9]+)?/(?=.*[1-9])[0-9]+(\\.[0-9]+)?$", parentSchema: schema1.properties.epsilon, data: data29 };
          if (vErrors === null) {
            vErrors = [err73];
          } else {
            vErrors.push(err73);
          }
          errors++;
        }
      }
    }
    let data30 = data.threat;
    if (!(data30 === "direct" || data30 === "transfer")) {
      const err74 = { instancePath: instancePath + "/threat", schemaPath: "#/properties/threat/enum", keyword: "enum", params: { allowedValues: schema1.properties.threat.enum }, message: "must be equal to one of the allowed values", schema: schema1.properties.threat.enum, parentSchema: schema1.properties.threat, data: data30 };
      if (vErrors === null) {
        vErrors = [err74];
      } else {
        vErrors.push(err74);
      }
      errors++;
    }
    let data31 = data.images;
    if (!(typeof data31 == "number" && (!(data31 % 1) && !isNaN(data31)))) {
      const err75 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.images.type, parentSchema: schema1.properties.images, data: data31 };
      if (vErrors === null) {
        vErrors = [err75];
      } else {
        vErrors.push(err75);
      }
      errors++;
    }
    if (typeof data31 == "number") {
      if (data31 < 0 || isNaN(data31)) {
        const err76 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.images, data: data31 };
        if (vErrors === null) {
          vErrors = [err76];
        } else {
          vErrors.push(err76);
        }
        errors++;
      }
    }
    let data32 = data.attackSamples;
    if (!(typeof data32 == "number" && (!(data32 % 1) && !isNaN(data32)))) {
      const err77 = { instancePath: instancePath + "/attackSamples", schemaPath: "#/properties/attackSamples/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.attackSamples.type, parentSchema: schema1.properties.attackSamples, data: data32 };
      if (vErrors === null) {
        vErrors = [err77];
      } else {
        vErrors.push(err77);
      }
      errors++;
    }
    if (typeof data32 == "number") {
      if (data32 < 1 || isNaN(data32)) {
        const err78 = { instancePath: instancePath + "/attackSamples", schemaPath: "#/properties/attackSamples/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.attackSamples, data: data32 };
        if (vErrors === null) {
          vErrors = [err78];
        } else {
          vErrors.push(err78);
        }
        errors++;
      }
    }
    let data33 = data.evaluationSamples;
    if (!(typeof data33 == "number" && (!(data33 % 1) && !isNaN(data33)))) {
      const err79 = { instancePath: instancePath + "/evaluationSamples", schemaPath: "#/properties/evaluationSamples/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.evaluationSamples.type, parentSchema: schema1.properties.evaluationSamples, data: data33 };
      if (vErrors === null) {
        vErrors = [err79];
      } else {
        vErrors.push(err79);
      }
      errors++;
    }
    if (typeof data33 == "number") {
      if (data33 < 1 || isNaN(data33)) {
        const err80 = { instancePath: instancePath + "/evaluationSamples", schemaPath: "#/properties/evaluationSamples/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.evaluationSamples, data: data33 };
        if (vErrors === null) {
          vErrors = [err80];
        } else {
          vErrors.push(err80);
        }
        errors++;
      }
    }
    let data34 = data.evaluationSeed;
    if (!(typeof data34 == "number" && (!(data34 % 1) && !isNaN(data34)))) {
      const err81 = { instancePath: instancePath + "/evaluationSeed", schemaPath: "#/properties/evaluationSeed/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.evaluationSeed.type, parentSchema: schema1.properties.evaluationSeed, data: data34 };
      if (vErrors === null) {
        vErrors = [err81];
      } else {
        vErrors.push(err81);
      }
      errors++;
    }
    if (typeof data34 == "number") {
      if (data34 > 9007199254740991 || isNaN(data34)) {
        const err82 = { instancePath: instancePath + "/evaluationSeed", schemaPath: "#/properties/evaluationSeed/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9007199254740991 }, message: "must be <= 9007199254740991", schema: 9007199254740991, parentSchema: schema1.properties.evaluationSeed, data: data34 };
        if (vErrors === null) {
          vErrors = [err82];
        } else {
          vErrors.push(err82);
        }
        errors++;
      }
      if (data34 < 0 || isNaN(data34)) {
        const err83 = { instancePath: instancePath + "/evaluationSeed", schemaPath: "#/properties/evaluationSeed/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.evaluationSeed, data: data34 };
        if (vErrors === null) {
          vErrors = [err83];
        } else {
          vErrors.push(err83);
        }
        errors++;
      }
    }
    let data35 = data.keepExamples;
    if (!(typeof data35 == "number" && (!(data35 % 1) && !isNaN(data35)))) {
      const err84 = { instancePath: instancePath + "/keepExamples", schemaPath: "#/properties/keepExamples/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.keepExamples.type, parentSchema: schema1.properties.keepExamples, data: data35 };
      if (vErrors === null) {
        vErrors = [err84];
      } else {
        vErrors.push(err84);
      }
      errors++;
    }
    if (typeof data35 == "number") {
      if (data35 < 0 || isNaN(data35)) {
        const err85 = { instancePath: instancePath + "/keepExamples", schemaPath: "#/properties/keepExamples/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema1.properties.keepExamples, data: data35 };
        if (vErrors === null) {
          vErrors = [err85];
        } else {
          vErrors.push(err85);
        }
        errors++;
      }
    }
    let data36 = data.dropFooled;
    if (typeof data36 !== "boolean") {
      const err86 = { instancePath: instancePath + "/dropFooled", schemaPath: "#/properties/dropFooled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema1.properties.dropFooled.type, parentSchema: schema1.properties.dropFooled, data: data36 };
      if (vErrors === null) {
        vErrors = [err86];
      } else {
        vErrors.push(err86);
      }
      errors++;
    }
    let data37 = data.batchSize;
    if (!(typeof data37 == "number" && (!(data37 % 1) && !isNaN(data37)))) {
      const err87 = { instancePath: instancePath + "/batchSize", schemaPath: "#/properties/batchSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema1.properties.batchSize.type, parentSchema: schema1.properties.batchSize, data: data37 };
      if (vErrors === null) {
        vErrors = [err87];
      } else {
        vErrors.push(err87);
      }
      errors++;
    }
    if (typeof data37 == "number") {
      if (data37 < 1 || isNaN(data37)) {
        const err88 = { instancePath: instancePath + "/batchSize", schemaPath: "#/properties/batchSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema1.properties.batchSize, data: data37 };
        if (vErrors === null) {
          vErrors = [err88];
        } else {
          vErrors.push(err88);
        }
        errors++;
      }
    }
  } else {
    const err89 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema1.type, parentSchema: schema1, data };
    if (vErrors === null) {
      vErrors = [err89];
    } else {
      vErrors.push(err89);
    }
    errors++;
  }
  validate1.errors = vErrors;
  return errors === 0;
}
validate1.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema3 = { "type": "object", "additionalProperties": false, "properties": {} };
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
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema3, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema3.type, parentSchema: schema3, data };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate2.errors = vErrors;
  return errors === 0;
}
validate2.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema4 = { "type": "object", "additionalProperties": false, "required": ["dataset"], "properties": { "dataset": { "type": "string", "minLength": 1 }, "module": { "type": "string", "minLength": 1, "inputModule": true }, "images": { "type": "string", "minLength": 1, "inputFile": true }, "labels": { "type": "string", "minLength": 1, "inputFile": true } }, "if": { "required": ["module"] }, "then": { "properties": { "images": false, "labels": false } }, "else": { "properties": { "dataset": { "enum": ["mnist-10k", "mnist", "fashion-mnist", "cifar10", "npy"] } }, "if": { "properties": { "dataset": { "const": "npy" } } }, "then": { "required": ["images", "labels"] }, "else": { "properties": { "images": false, "labels": false } } } };
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
    const _errs3 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.images !== void 0) {
        const err1 = { instancePath: instancePath + "/images", schemaPath: "#/then/properties/images/false schema", keyword: "false schema", params: {}, message: "boolean schema is false", schema: false, parentSchema: schema4.then.properties.images, data: data.images };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (data.labels !== void 0) {
        const err2 = { instancePath: instancePath + "/labels", schemaPath: "#/then/properties/labels/false schema", keyword: "false schema", params: {}, message: "boolean schema is false", schema: false, parentSchema: schema4.then.properties.labels, data: data.labels };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    var _valid0 = _errs3 === errors;
    valid0 = _valid0;
    if (valid0) {
      var props0 = {};
      props0.images = true;
      props0.labels = true;
    }
    ifClause0 = "then";
  } else {
    const _errs4 = errors;
    const _errs5 = errors;
    let valid2 = true;
    const _errs6 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.dataset !== void 0) {
        if ("npy" !== data.dataset) {
          const err3 = {};
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      }
    }
    var _valid1 = _errs6 === errors;
    errors = _errs5;
    if (vErrors !== null) {
      if (_errs5) {
        vErrors.length = _errs5;
      } else {
        vErrors = null;
      }
    }
    let ifClause1;
    if (_valid1) {
      const _errs8 = errors;
      if (data && typeof data == "object" && !Array.isArray(data)) {
        if (data.images === void 0) {
          const err4 = { instancePath, schemaPath: "#/else/then/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema4.else.then.required, parentSchema: schema4.else.then, data };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
        if (data.labels === void 0) {
          const err5 = { instancePath, schemaPath: "#/else/then/required", keyword: "required", params: { missingProperty: "labels" }, message: "must have required property 'labels'", schema: schema4.else.then.required, parentSchema: schema4.else.then, data };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      }
      var _valid1 = _errs8 === errors;
      valid2 = _valid1;
      ifClause1 = "then";
    } else {
      const _errs9 = errors;
      if (data && typeof data == "object" && !Array.isArray(data)) {
        if (data.images !== void 0) {
          const err6 = { instancePath: instancePath + "/images", schemaPath: "#/else/else/properties/images/false schema", keyword: "false schema", params: {}, message: "boolean schema is false", schema: false, parentSchema: schema4.else.else.properties.images, data: data.images };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (data.labels !== void 0) {
          const err7 = { instancePath: instancePath + "/labels", schemaPath: "#/else/else/properties/labels/false schema", keyword: "false schema", params: {}, message: "boolean schema is false", schema: false, parentSchema: schema4.else.else.properties.labels, data: data.labels };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      }
      var _valid1 = _errs9 === errors;
      valid2 = _valid1;
      if (valid2) {
        var props1 = {};
        props1.images = true;
        props1.labels = true;
        props1.dataset = true;
      }
      ifClause1 = "else";
    }
    if (!valid2) {
      const err8 = { instancePath, schemaPath: "#/else/if", keyword: "if", params: { failingKeyword: ifClause1 }, message: 'must match "' + ifClause1 + '" schema', schema: schema4.else.if, parentSchema: schema4.else, data };
      if (vErrors === null) {
        vErrors = [err8];
      } else {
        vErrors.push(err8);
      }
      errors++;
    }
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (props1 !== true) {
        props1 = props1 || {};
        props1.dataset = true;
      }
      if (data.dataset !== void 0) {
        let data5 = data.dataset;
        if (!(data5 === "mnist-10k" || data5 === "mnist" || data5 === "fashion-mnist" || data5 === "cifar10" || data5 === "npy")) {
          const err9 = { instancePath: instancePath + "/dataset", schemaPath: "#/else/properties/dataset/enum", keyword: "enum", params: { allowedValues: schema4.else.properties.dataset.enum }, message: "must be equal to one of the allowed values", schema: schema4.else.properties.dataset.enum, parentSchema: schema4.else.properties.dataset, data: data5 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      }
    }
    var _valid0 = _errs4 === errors;
    valid0 = _valid0;
    if (valid0) {
      if (props0 !== true && props1 !== void 0) {
        if (props1 === true) {
          props0 = true;
        } else {
          props0 = props0 || {};
          Object.assign(props0, props1);
        }
      }
    }
    ifClause0 = "else";
  }
  if (!valid0) {
    const err10 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: ifClause0 }, message: 'must match "' + ifClause0 + '" schema', schema: schema4.if, parentSchema: schema4, data };
    if (vErrors === null) {
      vErrors = [err10];
    } else {
      vErrors.push(err10);
    }
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.dataset === void 0) {
      const err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "dataset" }, message: "must have required property 'dataset'", schema: schema4.required, parentSchema: schema4, data };
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "dataset" || key0 === "module" || key0 === "images" || key0 === "labels")) {
        const err12 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema4, data };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.dataset !== void 0) {
      let data6 = data.dataset;
      if (typeof data6 === "string") {
        if (func2(data6) < 1) {
          const err13 = { instancePath: instancePath + "/dataset", schemaPath: "#/properties/dataset/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema4.properties.dataset, data: data6 };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      } else {
        const err14 = { instancePath: instancePath + "/dataset", schemaPath: "#/properties/dataset/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema4.properties.dataset.type, parentSchema: schema4.properties.dataset, data: data6 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.module !== void 0) {
      let data7 = data.module;
      this.addInputModules(data7);
      if (typeof data7 === "string") {
        if (func2(data7) < 1) {
          const err15 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema4.properties.module, data: data7 };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      } else {
        const err16 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema4.properties.module.type, parentSchema: schema4.properties.module, data: data7 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.images !== void 0) {
      let data8 = data.images;
      this.addInputFiles(data8);
      if (typeof data8 === "string") {
        if (func2(data8) < 1) {
          const err17 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema4.properties.images, data: data8 };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
      } else {
        const err18 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema4.properties.images.type, parentSchema: schema4.properties.images, data: data8 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.labels !== void 0) {
      let data9 = data.labels;
      this.addInputFiles(data9);
      if (typeof data9 === "string") {
        if (func2(data9) < 1) {
          const err19 = { instancePath: instancePath + "/labels", schemaPath: "#/properties/labels/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema4.properties.labels, data: data9 };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
      } else {
        const err20 = { instancePath: instancePath + "/labels", schemaPath: "#/properties/labels/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema4.properties.labels.type, parentSchema: schema4.properties.labels, data: data9 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
  } else {
    const err21 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema4.type, parentSchema: schema4, data };
    if (vErrors === null) {
      vErrors = [err21];
    } else {
      vErrors.push(err21);
    }
    errors++;
  }
  validate3.errors = vErrors;
  return errors === 0;
}
validate3.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema5 = { "type": "object", "additionalProperties": false, "properties": { "samples": { "type": "array", "items": { "type": "integer", "minimum": 1 }, "minItems": 1, "uniqueItems": true, "default": [1, 2, 4, 8, 16, 32] }, "images": { "type": "integer", "minimum": 0, "default": 100 }, "batchSize": { "type": "integer", "minimum": 1, "default": 100 } } };
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
    if (data.samples === void 0) {
      data.samples = [1, 2, 4, 8, 16, 32];
    }
    if (data.images === void 0) {
      data.images = 100;
    }
    if (data.batchSize === void 0) {
      data.batchSize = 100;
    }
    for (const key0 in data) {
      if (!(key0 === "samples" || key0 === "images" || key0 === "batchSize")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema5, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    let data0 = data.samples;
    if (Array.isArray(data0)) {
      if (data0.length < 1) {
        const err1 = { instancePath: instancePath + "/samples", schemaPath: "#/properties/samples/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema5.properties.samples, data: data0 };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      const len0 = data0.length;
      for (let i0 = 0; i0 < len0; i0++) {
        let data1 = data0[i0];
        if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)))) {
          const err2 = { instancePath: instancePath + "/samples/" + i0, schemaPath: "#/properties/samples/items/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema5.properties.samples.items.type, parentSchema: schema5.properties.samples.items, data: data1 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (typeof data1 == "number") {
          if (data1 < 1 || isNaN(data1)) {
            const err3 = { instancePath: instancePath + "/samples/" + i0, schemaPath: "#/properties/samples/items/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema5.properties.samples.items, data: data1 };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
        }
      }
      let i1 = data0.length;
      let j0;
      if (i1 > 1) {
        const indices0 = {};
        for (; i1--; ) {
          let item0 = data0[i1];
          if (!(typeof item0 == "number" && (!(item0 % 1) && !isNaN(item0)))) {
            continue;
          }
          if (typeof indices0[item0] == "number") {
            j0 = indices0[item0];
            const err4 = { instancePath: instancePath + "/samples", schemaPath: "#/properties/samples/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)", schema: true, parentSchema: schema5.properties.samples, data: data0 };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
            break;
          }
          indices0[item0] = i1;
        }
      }
    } else {
      const err5 = { instancePath: instancePath + "/samples", schemaPath: "#/properties/samples/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema5.properties.samples.type, parentSchema: schema5.properties.samples, data: data0 };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    let data2 = data.images;
    if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)))) {
      const err6 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema5.properties.images.type, parentSchema: schema5.properties.images, data: data2 };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (typeof data2 == "number") {
      if (data2 < 0 || isNaN(data2)) {
        const err7 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema5.properties.images, data: data2 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    let data3 = data.batchSize;
    if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)))) {
      const err8 = { instancePath: instancePath + "/batchSize", schemaPath: "#/properties/batchSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema5.properties.batchSize.type, parentSchema: schema5.properties.batchSize, data: data3 };
      if (vErrors === null) {
        vErrors = [err8];
      } else {
        vErrors.push(err8);
      }
      errors++;
    }
    if (typeof data3 == "number") {
      if (data3 < 1 || isNaN(data3)) {
        const err9 = { instancePath: instancePath + "/batchSize", schemaPath: "#/properties/batchSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema5.properties.batchSize, data: data3 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
  } else {
    const err10 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema5.type, parentSchema: schema5, data };
    if (vErrors === null) {
      vErrors = [err10];
    } else {
      vErrors.push(err10);
    }
    errors++;
  }
  validate4.errors = vErrors;
  return errors === 0;
}
validate4.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema6 = { "type": "object", "additionalProperties": false, "required": ["weights", "network"], "properties": { "weights": { "type": "string", "minLength": 1, "inputFile": true }, "network": { "type": "string", "minLength": 1 }, "module": { "type": "string", "minLength": 1, "inputModule": true } }, "if": { "not": { "required": ["module"] } }, "then": { "properties": { "network": { "enum": ["lenet", "alexnet", "simplecnn", "blenet", "balexnet", "bsimplecnn"] } } } };
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
          const err2 = { instancePath: instancePath + "/network", schemaPath: "#/then/properties/network/enum", keyword: "enum", params: { allowedValues: schema6.then.properties.network.enum }, message: "must be equal to one of the allowed values", schema: schema6.then.properties.network.enum, parentSchema: schema6.then.properties.network, data: data0 };
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
    const err3 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema6.if, parentSchema: schema6, data };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.weights === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "weights" }, message: "must have required property 'weights'", schema: schema6.required, parentSchema: schema6, data };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.network === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "network" }, message: "must have required property 'network'", schema: schema6.required, parentSchema: schema6, data };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "weights" || key0 === "network" || key0 === "module")) {
        const err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema6, data };
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
          const err7 = { instancePath: instancePath + "/weights", schemaPath: "#/properties/weights/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema6.properties.weights, data: data1 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/weights", schemaPath: "#/properties/weights/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.weights.type, parentSchema: schema6.properties.weights, data: data1 };
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
          const err9 = { instancePath: instancePath + "/network", schemaPath: "#/properties/network/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema6.properties.network, data: data2 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/network", schemaPath: "#/properties/network/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.network.type, parentSchema: schema6.properties.network, data: data2 };
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
          const err11 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema6.properties.module, data: data3 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.module.type, parentSchema: schema6.properties.module, data: data3 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
  } else {
    const err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.type, parentSchema: schema6, data };
    if (vErrors === null) {
      vErrors = [err13];
    } else {
      vErrors.push(err13);
    }
    errors++;
  }
  validate5.errors = vErrors;
  return errors === 0;
}
validate5.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema7 = { "type": "object", "additionalProperties": false, "required": ["metric", "module"], "properties": { "metric": { "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$", "patternErrorMessage": "a column name (a letter, then letters, digits, - and _)" }, "module": { "type": "string", "minLength": 1, "inputModule": true } } };
const pattern3 = new RegExp("^[A-Za-z][A-Za-z0-9_-]*$", "u");
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
    if (data.metric === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metric" }, message: "must have required property 'metric'", schema: schema7.required, parentSchema: schema7, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.module === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "module" }, message: "must have required property 'module'", schema: schema7.required, parentSchema: schema7, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "metric" || key0 === "module")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema7, data };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.metric !== void 0) {
      let data0 = data.metric;
      if (typeof data0 === "string") {
        if (!pattern3.test(data0)) {
          const err3 = { instancePath: instancePath + "/metric", schemaPath: "#/properties/metric/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z][A-Za-z0-9_-]*$" }, message: 'must match pattern "^[A-Za-z][A-Za-z0-9_-]*$"', schema: "^[A-Za-z][A-Za-z0-9_-]*$", parentSchema: schema7.properties.metric, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/metric", schemaPath: "#/properties/metric/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.metric.type, parentSchema: schema7.properties.metric, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.module !== void 0) {
      let data1 = data.module;
      this.addInputModules(data1);
      if (typeof data1 === "string") {
        if (func2(data1) < 1) {
          const err5 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema7.properties.module, data: data1 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.module.type, parentSchema: schema7.properties.module, data: data1 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
  } else {
    const err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema7.type, parentSchema: schema7, data };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  validate6.errors = vErrors;
  return errors === 0;
}
validate6.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema8 = { "type": "object", "additionalProperties": false, "required": ["figure"], "properties": { "figure": { "enum": ["figure-1", "figure-2", "figure-3", "figure-4", "figure-5", "figure-6", "uncertainty", "detection", "survival", "worst-case", "gradient-norm"] }, "threat": { "enum": ["transfer", "direct"], "default": "transfer" }, "dataset": { "type": "string" } } };
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
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.threat === void 0) {
      data.threat = "transfer";
    }
    if (data.figure === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "figure" }, message: "must have required property 'figure'", schema: schema8.required, parentSchema: schema8, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "figure" || key0 === "threat" || key0 === "dataset")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema8, data };
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
      if (!(data0 === "figure-1" || data0 === "figure-2" || data0 === "figure-3" || data0 === "figure-4" || data0 === "figure-5" || data0 === "figure-6" || data0 === "uncertainty" || data0 === "detection" || data0 === "survival" || data0 === "worst-case" || data0 === "gradient-norm")) {
        const err2 = { instancePath: instancePath + "/figure", schemaPath: "#/properties/figure/enum", keyword: "enum", params: { allowedValues: schema8.properties.figure.enum }, message: "must be equal to one of the allowed values", schema: schema8.properties.figure.enum, parentSchema: schema8.properties.figure, data: data0 };
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
      const err3 = { instancePath: instancePath + "/threat", schemaPath: "#/properties/threat/enum", keyword: "enum", params: { allowedValues: schema8.properties.threat.enum }, message: "must be equal to one of the allowed values", schema: schema8.properties.threat.enum, parentSchema: schema8.properties.threat, data: data1 };
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
        const err4 = { instancePath: instancePath + "/dataset", schemaPath: "#/properties/dataset/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema8.properties.dataset.type, parentSchema: schema8.properties.dataset, data: data2 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
  } else {
    const err5 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema8.type, parentSchema: schema8, data };
    if (vErrors === null) {
      vErrors = [err5];
    } else {
      vErrors.push(err5);
    }
    errors++;
  }
  validate7.errors = vErrors;
  return errors === 0;
}
validate7.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema9 = { "type": "object", "additionalProperties": false, "required": ["dataset"], "properties": { "dataset": { "type": "string", "minLength": 1 }, "module": { "type": "string", "minLength": 1, "inputModule": true }, "size": { "const": 32, "type": "integer", "default": 32 }, "validationFraction": { "type": "number", "minimum": 0, "exclusiveMaximum": 1, "default": 0.2 }, "testFraction": { "type": "number", "exclusiveMinimum": 0, "maximum": 1 }, "developmentImages": { "type": "integer", "minimum": 0, "default": 0 }, "splitSeed": { "type": "integer", "minimum": 0, "maximum": 9007199254740991, "default": 0 } }, "if": { "not": { "required": ["module"] } }, "then": { "properties": { "dataset": { "enum": ["mnist-10k", "mnist", "fashion-mnist", "cifar10", "npy"] } } } };
function validate8(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate8.evaluated;
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
      if (data.dataset !== void 0) {
        let data0 = data.dataset;
        if (!(data0 === "mnist-10k" || data0 === "mnist" || data0 === "fashion-mnist" || data0 === "cifar10" || data0 === "npy")) {
          const err2 = { instancePath: instancePath + "/dataset", schemaPath: "#/then/properties/dataset/enum", keyword: "enum", params: { allowedValues: schema9.then.properties.dataset.enum }, message: "must be equal to one of the allowed values", schema: schema9.then.properties.dataset.enum, parentSchema: schema9.then.properties.dataset, data: data0 };
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
      props0.dataset = true;
    }
  }
  if (!valid0) {
    const err3 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema9.if, parentSchema: schema9, data };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
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
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "dataset" }, message: "must have required property 'dataset'", schema: schema9.required, parentSchema: schema9, data };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "dataset" || key0 === "module" || key0 === "size" || key0 === "validationFraction" || key0 === "testFraction" || key0 === "developmentImages" || key0 === "splitSeed")) {
        const err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema9, data };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.dataset !== void 0) {
      let data1 = data.dataset;
      if (typeof data1 === "string") {
        if (func2(data1) < 1) {
          const err6 = { instancePath: instancePath + "/dataset", schemaPath: "#/properties/dataset/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema9.properties.dataset, data: data1 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/dataset", schemaPath: "#/properties/dataset/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema9.properties.dataset.type, parentSchema: schema9.properties.dataset, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.module !== void 0) {
      let data2 = data.module;
      this.addInputModules(data2);
      if (typeof data2 === "string") {
        if (func2(data2) < 1) {
          const err8 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema9.properties.module, data: data2 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema9.properties.module.type, parentSchema: schema9.properties.module, data: data2 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    let data3 = data.size;
    if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)))) {
      const err10 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema9.properties.size.type, parentSchema: schema9.properties.size, data: data3 };
      if (vErrors === null) {
        vErrors = [err10];
      } else {
        vErrors.push(err10);
      }
      errors++;
    }
    if (32 !== data3) {
      const err11 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/const", keyword: "const", params: { allowedValue: 32 }, message: "must be equal to constant", schema: 32, parentSchema: schema9.properties.size, data: data3 };
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    }
    let data4 = data.validationFraction;
    if (typeof data4 == "number") {
      if (data4 < 0 || isNaN(data4)) {
        const err12 = { instancePath: instancePath + "/validationFraction", schemaPath: "#/properties/validationFraction/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema9.properties.validationFraction, data: data4 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (data4 >= 1 || isNaN(data4)) {
        const err13 = { instancePath: instancePath + "/validationFraction", schemaPath: "#/properties/validationFraction/exclusiveMaximum", keyword: "exclusiveMaximum", params: { comparison: "<", limit: 1 }, message: "must be < 1", schema: 1, parentSchema: schema9.properties.validationFraction, data: data4 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    } else {
      const err14 = { instancePath: instancePath + "/validationFraction", schemaPath: "#/properties/validationFraction/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema9.properties.validationFraction.type, parentSchema: schema9.properties.validationFraction, data: data4 };
      if (vErrors === null) {
        vErrors = [err14];
      } else {
        vErrors.push(err14);
      }
      errors++;
    }
    if (data.testFraction !== void 0) {
      let data5 = data.testFraction;
      if (typeof data5 == "number") {
        if (data5 > 1 || isNaN(data5)) {
          const err15 = { instancePath: instancePath + "/testFraction", schemaPath: "#/properties/testFraction/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema9.properties.testFraction, data: data5 };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        if (data5 <= 0 || isNaN(data5)) {
          const err16 = { instancePath: instancePath + "/testFraction", schemaPath: "#/properties/testFraction/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema9.properties.testFraction, data: data5 };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      } else {
        const err17 = { instancePath: instancePath + "/testFraction", schemaPath: "#/properties/testFraction/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema9.properties.testFraction.type, parentSchema: schema9.properties.testFraction, data: data5 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    let data6 = data.developmentImages;
    if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)))) {
      const err18 = { instancePath: instancePath + "/developmentImages", schemaPath: "#/properties/developmentImages/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema9.properties.developmentImages.type, parentSchema: schema9.properties.developmentImages, data: data6 };
      if (vErrors === null) {
        vErrors = [err18];
      } else {
        vErrors.push(err18);
      }
      errors++;
    }
    if (typeof data6 == "number") {
      if (data6 < 0 || isNaN(data6)) {
        const err19 = { instancePath: instancePath + "/developmentImages", schemaPath: "#/properties/developmentImages/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema9.properties.developmentImages, data: data6 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    let data7 = data.splitSeed;
    if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)))) {
      const err20 = { instancePath: instancePath + "/splitSeed", schemaPath: "#/properties/splitSeed/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema9.properties.splitSeed.type, parentSchema: schema9.properties.splitSeed, data: data7 };
      if (vErrors === null) {
        vErrors = [err20];
      } else {
        vErrors.push(err20);
      }
      errors++;
    }
    if (typeof data7 == "number") {
      if (data7 > 9007199254740991 || isNaN(data7)) {
        const err21 = { instancePath: instancePath + "/splitSeed", schemaPath: "#/properties/splitSeed/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9007199254740991 }, message: "must be <= 9007199254740991", schema: 9007199254740991, parentSchema: schema9.properties.splitSeed, data: data7 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      if (data7 < 0 || isNaN(data7)) {
        const err22 = { instancePath: instancePath + "/splitSeed", schemaPath: "#/properties/splitSeed/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema9.properties.splitSeed, data: data7 };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
    }
  } else {
    const err23 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema9.type, parentSchema: schema9, data };
    if (vErrors === null) {
      vErrors = [err23];
    } else {
      vErrors.push(err23);
    }
    errors++;
  }
  validate8.errors = vErrors;
  return errors === 0;
}
validate8.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema10 = { "type": "object", "additionalProperties": false, "properties": { "title": { "type": "string", "pattern": "\\S", "patternErrorMessage": "a title that is not empty", "default": "Robustness under attack" }, "subject": { "type": "string", "default": "" }, "introduction": { "type": "array", "items": { "type": "string" }, "default": [] }, "paper": { "type": "object", "additionalProperties": false, "required": ["citation"], "properties": { "citation": { "type": "string", "pattern": "\\S", "patternErrorMessage": "a citation that is not empty" }, "link": { "type": "string", "pattern": "^https?://\\S+$", "patternErrorMessage": "an address that begins with https:// or http://" } } }, "claims": { "enum": ["bayesian-approach-2022"] }, "profile": { "type": "string", "default": "" }, "seed": { "type": ["integer", "string"] }, "compare": { "type": "array", "items": { "type": "string", "inputFile": true }, "uniqueItems": true, "default": [] } } };
const pattern4 = new RegExp("\\S", "u");
const pattern6 = new RegExp("^https?://\\S+$", "u");
function validate9(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate9.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.title === void 0) {
      data.title = "Robustness under attack";
    }
    if (data.subject === void 0) {
      data.subject = "";
    }
    if (data.introduction === void 0) {
      data.introduction = [];
    }
    if (data.profile === void 0) {
      data.profile = "";
    }
    if (data.compare === void 0) {
      data.compare = [];
    }
    for (const key0 in data) {
      if (!(key0 === "title" || key0 === "subject" || key0 === "introduction" || key0 === "paper" || key0 === "claims" || key0 === "profile" || key0 === "seed" || key0 === "compare")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema10, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    let data0 = data.title;
    if (typeof data0 === "string") {
      if (!pattern4.test(data0)) {
        const err1 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema10.properties.title, data: data0 };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    } else {
      const err2 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.title.type, parentSchema: schema10.properties.title, data: data0 };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    let data1 = data.subject;
    if (typeof data1 !== "string") {
      const err3 = { instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.subject.type, parentSchema: schema10.properties.subject, data: data1 };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    let data2 = data.introduction;
    if (Array.isArray(data2)) {
      const len0 = data2.length;
      for (let i0 = 0; i0 < len0; i0++) {
        let data3 = data2[i0];
        if (typeof data3 !== "string") {
          const err4 = { instancePath: instancePath + "/introduction/" + i0, schemaPath: "#/properties/introduction/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.introduction.items.type, parentSchema: schema10.properties.introduction.items, data: data3 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      }
    } else {
      const err5 = { instancePath: instancePath + "/introduction", schemaPath: "#/properties/introduction/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema10.properties.introduction.type, parentSchema: schema10.properties.introduction, data: data2 };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.paper !== void 0) {
      let data4 = data.paper;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        if (data4.citation === void 0) {
          const err6 = { instancePath: instancePath + "/paper", schemaPath: "#/properties/paper/required", keyword: "required", params: { missingProperty: "citation" }, message: "must have required property 'citation'", schema: schema10.properties.paper.required, parentSchema: schema10.properties.paper, data: data4 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        for (const key1 in data4) {
          if (!(key1 === "citation" || key1 === "link")) {
            const err7 = { instancePath: instancePath + "/paper", schemaPath: "#/properties/paper/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema10.properties.paper, data: data4 };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
        if (data4.citation !== void 0) {
          let data5 = data4.citation;
          if (typeof data5 === "string") {
            if (!pattern4.test(data5)) {
              const err8 = { instancePath: instancePath + "/paper/citation", schemaPath: "#/properties/paper/properties/citation/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema10.properties.paper.properties.citation, data: data5 };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
          } else {
            const err9 = { instancePath: instancePath + "/paper/citation", schemaPath: "#/properties/paper/properties/citation/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.paper.properties.citation.type, parentSchema: schema10.properties.paper.properties.citation, data: data5 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
        if (data4.link !== void 0) {
          let data6 = data4.link;
          if (typeof data6 === "string") {
            if (!pattern6.test(data6)) {
              const err10 = { instancePath: instancePath + "/paper/link", schemaPath: "#/properties/paper/properties/link/pattern", keyword: "pattern", params: { pattern: "^https?://\\S+$" }, message: 'must match pattern "^https?://\\S+$"', schema: "^https?://\\S+$", parentSchema: schema10.properties.paper.properties.link, data: data6 };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          } else {
            const err11 = { instancePath: instancePath + "/paper/link", schemaPath: "#/properties/paper/properties/link/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.paper.properties.link.type, parentSchema: schema10.properties.paper.properties.link, data: data6 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
      } else {
        const err12 = { instancePath: instancePath + "/paper", schemaPath: "#/properties/paper/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema10.properties.paper.type, parentSchema: schema10.properties.paper, data: data4 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.claims !== void 0) {
      let data7 = data.claims;
      if (!(data7 === "bayesian-approach-2022")) {
        const err13 = { instancePath: instancePath + "/claims", schemaPath: "#/properties/claims/enum", keyword: "enum", params: { allowedValues: schema10.properties.claims.enum }, message: "must be equal to one of the allowed values", schema: schema10.properties.claims.enum, parentSchema: schema10.properties.claims, data: data7 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    let data8 = data.profile;
    if (typeof data8 !== "string") {
      const err14 = { instancePath: instancePath + "/profile", schemaPath: "#/properties/profile/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.profile.type, parentSchema: schema10.properties.profile, data: data8 };
      if (vErrors === null) {
        vErrors = [err14];
      } else {
        vErrors.push(err14);
      }
      errors++;
    }
    if (data.seed !== void 0) {
      let data9 = data.seed;
      if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9))) && typeof data9 !== "string") {
        const err15 = { instancePath: instancePath + "/seed", schemaPath: "#/properties/seed/type", keyword: "type", params: { type: schema10.properties.seed.type }, message: "must be integer,string", schema: schema10.properties.seed.type, parentSchema: schema10.properties.seed, data: data9 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    let data10 = data.compare;
    if (Array.isArray(data10)) {
      const len1 = data10.length;
      for (let i1 = 0; i1 < len1; i1++) {
        let data11 = data10[i1];
        if (typeof data11 !== "string") {
          const err16 = { instancePath: instancePath + "/compare/" + i1, schemaPath: "#/properties/compare/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.compare.items.type, parentSchema: schema10.properties.compare.items, data: data11 };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
        this.addInputFiles(data11);
      }
      let i2 = data10.length;
      let j0;
      if (i2 > 1) {
        const indices0 = {};
        for (; i2--; ) {
          let item0 = data10[i2];
          if (typeof item0 !== "string") {
            continue;
          }
          if (typeof indices0[item0] == "number") {
            j0 = indices0[item0];
            const err17 = { instancePath: instancePath + "/compare", schemaPath: "#/properties/compare/uniqueItems", keyword: "uniqueItems", params: { i: i2, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i2 + " are identical)", schema: true, parentSchema: schema10.properties.compare, data: data10 };
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
      const err18 = { instancePath: instancePath + "/compare", schemaPath: "#/properties/compare/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema10.properties.compare.type, parentSchema: schema10.properties.compare, data: data10 };
      if (vErrors === null) {
        vErrors = [err18];
      } else {
        vErrors.push(err18);
      }
      errors++;
    }
  } else {
    const err19 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema10.type, parentSchema: schema10, data };
    if (vErrors === null) {
      vErrors = [err19];
    } else {
      vErrors.push(err19);
    }
    errors++;
  }
  validate9.errors = vErrors;
  return errors === 0;
}
validate9.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
const schema11 = { "type": "object", "additionalProperties": false, "required": ["model", "epochs"], "properties": { "model": { "type": "string", "minLength": 1 }, "module": { "type": "string", "minLength": 1, "inputModule": true }, "epochs": { "type": "integer", "minimum": 1 }, "learningRate": { "type": "number", "exclusiveMinimum": 0, "default": 1e-3 }, "batchSize": { "type": "integer", "minimum": 1, "default": 256 }, "beta": { "oneOf": [{ "type": "number", "minimum": 0 }, { "enum": ["blundell", "soenderby", "standard"] }], "default": 0.1 }, "initialMean": { "enum": ["prior", "fan-in"], "default": "prior" }, "initialRho": { "type": "number", "default": -5 }, "schedule": { "enum": ["plateau", "cosine"], "default": "plateau" }, "patience": { "type": "integer", "minimum": 0, "default": 6 }, "factor": { "type": "number", "exclusiveMinimum": 0, "maximum": 1, "default": 0.1 }, "weightDecay": { "type": "number", "minimum": 0, "default": 0 }, "dropout": { "type": "number", "minimum": 0, "exclusiveMaximum": 1 }, "bestBy": { "enum": ["loss", "accuracy"], "default": "loss" }, "flip": { "type": "boolean", "default": false }, "shift": { "type": "integer", "minimum": 0, "maximum": 16, "default": 0 }, "evaluationSamples": { "type": "integer", "minimum": 1, "default": 16 } }, "if": { "not": { "required": ["module"] } }, "then": { "properties": { "model": { "enum": ["lenet", "alexnet", "simplecnn", "blenet", "balexnet", "bsimplecnn"] } } } };
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate10.evaluated;
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
          const err2 = { instancePath: instancePath + "/model", schemaPath: "#/then/properties/model/enum", keyword: "enum", params: { allowedValues: schema11.then.properties.model.enum }, message: "must be equal to one of the allowed values", schema: schema11.then.properties.model.enum, parentSchema: schema11.then.properties.model, data: data0 };
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
    const err3 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema11.if, parentSchema: schema11, data };
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
    if (data.weightDecay === void 0) {
      data.weightDecay = 0;
    }
    if (data.bestBy === void 0) {
      data.bestBy = "loss";
    }
    if (data.flip === void 0) {
      data.flip = false;
    }
    if (data.shift === void 0) {
      data.shift = 0;
    }
    if (data.evaluationSamples === void 0) {
      data.evaluationSamples = 16;
    }
    if (data.model === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "model" }, message: "must have required property 'model'", schema: schema11.required, parentSchema: schema11, data };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.epochs === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "epochs" }, message: "must have required property 'epochs'", schema: schema11.required, parentSchema: schema11, data };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func0.call(schema11.properties, key0)) {
        const err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11, data };
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
          const err7 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema11.properties.model, data: data1 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.model.type, parentSchema: schema11.properties.model, data: data1 };
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
          const err9 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema11.properties.module, data: data2 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/module", schemaPath: "#/properties/module/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.module.type, parentSchema: schema11.properties.module, data: data2 };
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
        const err11 = { instancePath: instancePath + "/epochs", schemaPath: "#/properties/epochs/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.epochs.type, parentSchema: schema11.properties.epochs, data: data3 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (typeof data3 == "number") {
        if (data3 < 1 || isNaN(data3)) {
          const err12 = { instancePath: instancePath + "/epochs", schemaPath: "#/properties/epochs/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.epochs, data: data3 };
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
        const err13 = { instancePath: instancePath + "/learningRate", schemaPath: "#/properties/learningRate/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema11.properties.learningRate, data: data4 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    } else {
      const err14 = { instancePath: instancePath + "/learningRate", schemaPath: "#/properties/learningRate/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema11.properties.learningRate.type, parentSchema: schema11.properties.learningRate, data: data4 };
      if (vErrors === null) {
        vErrors = [err14];
      } else {
        vErrors.push(err14);
      }
      errors++;
    }
    let data5 = data.batchSize;
    if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)))) {
      const err15 = { instancePath: instancePath + "/batchSize", schemaPath: "#/properties/batchSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.batchSize.type, parentSchema: schema11.properties.batchSize, data: data5 };
      if (vErrors === null) {
        vErrors = [err15];
      } else {
        vErrors.push(err15);
      }
      errors++;
    }
    if (typeof data5 == "number") {
      if (data5 < 1 || isNaN(data5)) {
        const err16 = { instancePath: instancePath + "/batchSize", schemaPath: "#/properties/batchSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.batchSize, data: data5 };
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
        const err17 = { instancePath: instancePath + "/beta", schemaPath: "#/properties/beta/oneOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.beta.oneOf[0], data: data6 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    } else {
      const err18 = { instancePath: instancePath + "/beta", schemaPath: "#/properties/beta/oneOf/0/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema11.properties.beta.oneOf[0].type, parentSchema: schema11.properties.beta.oneOf[0], data: data6 };
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
      const err19 = { instancePath: instancePath + "/beta", schemaPath: "#/properties/beta/oneOf/1/enum", keyword: "enum", params: { allowedValues: schema11.properties.beta.oneOf[1].enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.beta.oneOf[1].enum, parentSchema: schema11.properties.beta.oneOf[1], data: data6 };
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
      const err20 = { instancePath: instancePath + "/beta", schemaPath: "#/properties/beta/oneOf", keyword: "oneOf", params: { passingSchemas: passing0 }, message: "must match exactly one schema in oneOf", schema: schema11.properties.beta.oneOf, parentSchema: schema11.properties.beta, data: data6 };
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
      const err21 = { instancePath: instancePath + "/initialMean", schemaPath: "#/properties/initialMean/enum", keyword: "enum", params: { allowedValues: schema11.properties.initialMean.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.initialMean.enum, parentSchema: schema11.properties.initialMean, data: data7 };
      if (vErrors === null) {
        vErrors = [err21];
      } else {
        vErrors.push(err21);
      }
      errors++;
    }
    let data8 = data.initialRho;
    if (!(typeof data8 == "number")) {
      const err22 = { instancePath: instancePath + "/initialRho", schemaPath: "#/properties/initialRho/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema11.properties.initialRho.type, parentSchema: schema11.properties.initialRho, data: data8 };
      if (vErrors === null) {
        vErrors = [err22];
      } else {
        vErrors.push(err22);
      }
      errors++;
    }
    let data9 = data.schedule;
    if (!(data9 === "plateau" || data9 === "cosine")) {
      const err23 = { instancePath: instancePath + "/schedule", schemaPath: "#/properties/schedule/enum", keyword: "enum", params: { allowedValues: schema11.properties.schedule.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.schedule.enum, parentSchema: schema11.properties.schedule, data: data9 };
      if (vErrors === null) {
        vErrors = [err23];
      } else {
        vErrors.push(err23);
      }
      errors++;
    }
    let data10 = data.patience;
    if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)))) {
      const err24 = { instancePath: instancePath + "/patience", schemaPath: "#/properties/patience/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.patience.type, parentSchema: schema11.properties.patience, data: data10 };
      if (vErrors === null) {
        vErrors = [err24];
      } else {
        vErrors.push(err24);
      }
      errors++;
    }
    if (typeof data10 == "number") {
      if (data10 < 0 || isNaN(data10)) {
        const err25 = { instancePath: instancePath + "/patience", schemaPath: "#/properties/patience/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.patience, data: data10 };
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
        const err26 = { instancePath: instancePath + "/factor", schemaPath: "#/properties/factor/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema11.properties.factor, data: data11 };
        if (vErrors === null) {
          vErrors = [err26];
        } else {
          vErrors.push(err26);
        }
        errors++;
      }
      if (data11 <= 0 || isNaN(data11)) {
        const err27 = { instancePath: instancePath + "/factor", schemaPath: "#/properties/factor/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema11.properties.factor, data: data11 };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
    } else {
      const err28 = { instancePath: instancePath + "/factor", schemaPath: "#/properties/factor/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema11.properties.factor.type, parentSchema: schema11.properties.factor, data: data11 };
      if (vErrors === null) {
        vErrors = [err28];
      } else {
        vErrors.push(err28);
      }
      errors++;
    }
    let data12 = data.weightDecay;
    if (typeof data12 == "number") {
      if (data12 < 0 || isNaN(data12)) {
        const err29 = { instancePath: instancePath + "/weightDecay", schemaPath: "#/properties/weightDecay/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.weightDecay, data: data12 };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    } else {
      const err30 = { instancePath: instancePath + "/weightDecay", schemaPath: "#/properties/weightDecay/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema11.properties.weightDecay.type, parentSchema: schema11.properties.weightDecay, data: data12 };
      if (vErrors === null) {
        vErrors = [err30];
      } else {
        vErrors.push(err30);
      }
      errors++;
    }
    if (data.dropout !== void 0) {
      let data13 = data.dropout;
      if (typeof data13 == "number") {
        if (data13 < 0 || isNaN(data13)) {
          const err31 = { instancePath: instancePath + "/dropout", schemaPath: "#/properties/dropout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.dropout, data: data13 };
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
        if (data13 >= 1 || isNaN(data13)) {
          const err32 = { instancePath: instancePath + "/dropout", schemaPath: "#/properties/dropout/exclusiveMaximum", keyword: "exclusiveMaximum", params: { comparison: "<", limit: 1 }, message: "must be < 1", schema: 1, parentSchema: schema11.properties.dropout, data: data13 };
          if (vErrors === null) {
            vErrors = [err32];
          } else {
            vErrors.push(err32);
          }
          errors++;
        }
      } else {
        const err33 = { instancePath: instancePath + "/dropout", schemaPath: "#/properties/dropout/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema11.properties.dropout.type, parentSchema: schema11.properties.dropout, data: data13 };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
    let data14 = data.bestBy;
    if (!(data14 === "loss" || data14 === "accuracy")) {
      const err34 = { instancePath: instancePath + "/bestBy", schemaPath: "#/properties/bestBy/enum", keyword: "enum", params: { allowedValues: schema11.properties.bestBy.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.bestBy.enum, parentSchema: schema11.properties.bestBy, data: data14 };
      if (vErrors === null) {
        vErrors = [err34];
      } else {
        vErrors.push(err34);
      }
      errors++;
    }
    let data15 = data.flip;
    if (typeof data15 !== "boolean") {
      const err35 = { instancePath: instancePath + "/flip", schemaPath: "#/properties/flip/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema11.properties.flip.type, parentSchema: schema11.properties.flip, data: data15 };
      if (vErrors === null) {
        vErrors = [err35];
      } else {
        vErrors.push(err35);
      }
      errors++;
    }
    let data16 = data.shift;
    if (!(typeof data16 == "number" && (!(data16 % 1) && !isNaN(data16)))) {
      const err36 = { instancePath: instancePath + "/shift", schemaPath: "#/properties/shift/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.shift.type, parentSchema: schema11.properties.shift, data: data16 };
      if (vErrors === null) {
        vErrors = [err36];
      } else {
        vErrors.push(err36);
      }
      errors++;
    }
    if (typeof data16 == "number") {
      if (data16 > 16 || isNaN(data16)) {
        const err37 = { instancePath: instancePath + "/shift", schemaPath: "#/properties/shift/maximum", keyword: "maximum", params: { comparison: "<=", limit: 16 }, message: "must be <= 16", schema: 16, parentSchema: schema11.properties.shift, data: data16 };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
      if (data16 < 0 || isNaN(data16)) {
        const err38 = { instancePath: instancePath + "/shift", schemaPath: "#/properties/shift/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.shift, data: data16 };
        if (vErrors === null) {
          vErrors = [err38];
        } else {
          vErrors.push(err38);
        }
        errors++;
      }
    }
    let data17 = data.evaluationSamples;
    if (!(typeof data17 == "number" && (!(data17 % 1) && !isNaN(data17)))) {
      const err39 = { instancePath: instancePath + "/evaluationSamples", schemaPath: "#/properties/evaluationSamples/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.evaluationSamples.type, parentSchema: schema11.properties.evaluationSamples, data: data17 };
      if (vErrors === null) {
        vErrors = [err39];
      } else {
        vErrors.push(err39);
      }
      errors++;
    }
    if (typeof data17 == "number") {
      if (data17 < 1 || isNaN(data17)) {
        const err40 = { instancePath: instancePath + "/evaluationSamples", schemaPath: "#/properties/evaluationSamples/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema11.properties.evaluationSamples, data: data17 };
        if (vErrors === null) {
          vErrors = [err40];
        } else {
          vErrors.push(err40);
        }
        errors++;
      }
    }
  } else {
    const err41 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    if (vErrors === null) {
      vErrors = [err41];
    } else {
      vErrors.push(err41);
    }
    errors++;
  }
  validate10.errors = vErrors;
  return errors === 0;
}
validate10.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };

type CompiledSchema = { (value: unknown): boolean; errors?: ErrorObject[] | null };

/** SHA-256 of a schema file → the schema, compiled. */
export const compiledSchemas: Readonly<Record<string, CompiledSchema | undefined>> = {
  // stages/aggregate.schema.json
  '22feca99c2234a0c66460a5d7a5c89a352f2e54cbb753586755c5325d2e354f4': validate0,
  // stages/attack-grid.schema.json
  'f8605116ea9c8a0d9a0a4b78d0861dfd5080877f1d654ceeb52d8b79baa0c4c2': validate1,
  // stages/check.schema.json
  '2b28eee67b61b740adc4355f4baa88da4009d1d03d8038ac834851f1d98b5415': validate2,
  // stages/download.schema.json
  '307734a6aaf6fc40f5a01d3abb670a1202dadb64c909a970bcc6ea6b2ac15cd9': validate3,
  // stages/gradient-norm.schema.json
  'da3a0c8d63c0a5984edd4e9f53d1510b939071ee2283623c511b11d97d3f3f94': validate4,
  // stages/import-model.schema.json
  '9976aebb7d072bfffeb2eb0be2b0e6088f637443aa99cc414db096ebbfb0de21': validate5,
  // stages/measure.schema.json
  '33b0208c364228142f6354666feb4ce372d817a863fab9e4269c3147c09819b4': validate6,
  // stages/plot.schema.json
  '88efb3a5adec3b4f268c245aa8fc729c6842074d9e0ac74171f2223351b8de4c': validate7,
  // stages/preprocess.schema.json
  'ba059d2d12d917f4a666ace6da913995dedfe74d8a044dd0d394ce9554613a73': validate8,
  // stages/report.schema.json
  '5a43df176af7ee00b0eb261da80ae778f93ef7d5c94fb162a45bd05e1297427d': validate9,
  // stages/train.schema.json
  '2f5536b0b20d244861ae220fdaa84f0765524983af460251b131ec9e8319b79b': validate10,
};
