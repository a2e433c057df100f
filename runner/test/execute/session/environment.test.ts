import test from 'ava';
import {
  commandEnvironment,
  keyedEnvironment,
  programEnvironment,
} from '../../../src/execute/session/environment.ts';

const machine = {
  PATH: '/bin',
  HOME: '/home/me',
  LANG: 'C',
  TOKEN: 'secret',
  MODE: 'fast',
  https_proxy: 'p',
  PIPELINE_DATA_MIRROR: 'm',
};

test('a command sees the base variables and those it declares, nothing else', (t) => {
  t.deepEqual(commandEnvironment(['MODE'], machine), {
    PATH: '/bin',
    HOME: '/home/me',
    LANG: 'C',
    MODE: 'fast',
  });
});

test('a program also sees how to reach the network and the data, but no secrets', (t) => {
  t.deepEqual(programEnvironment([], machine), {
    PATH: '/bin',
    HOME: '/home/me',
    LANG: 'C',
    https_proxy: 'p',
    PIPELINE_DATA_MIRROR: 'm',
  });
});

test('the key covers declared variables, unset ones as null, in sorted order', (t) => {
  t.is(JSON.stringify(keyedEnvironment(['MODE', 'ABSENT'], machine)), '{"ABSENT":null,"MODE":"fast"}');
});
