#!/usr/bin/env node
// Starts the command as the runner brings it, without any study.
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, importBuilt } from './ensure-built.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

await ensureBuilt(ROOT);
// Compiled code is kept between starts; Node 20 has no such cache.
nodeModule.enableCompileCache?.();
const { startCommand } = await importBuilt(() => import('../dist/cli/main.js'));
await startCommand(ROOT);
