import test from 'ava';
import { getOwn, setOwn } from '../../src/base/own-property.ts';

for (const name of ['__proto__', 'constructor', 'toString', 'a']) {
  test(`a member named ${name} is one like any other`, (t) => {
    const record: Record<string, string> = {};
    t.is(getOwn(record, name), undefined);
    setOwn(record, name, 'x');
    t.is(getOwn(record, name), 'x');
    t.deepEqual(Object.keys(record), [name]);
    t.is(JSON.stringify({ ...record }), `{${JSON.stringify(name)}:"x"}`);
  });
}
