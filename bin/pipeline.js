#!/usr/bin/env node
// Starts the runner's command with what the study adds to it.
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, importBuilt } from '../runner/bin/ensure-built.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

await ensureBuilt(fileURLToPath(new URL('../runner', import.meta.url)));
await ensureBuilt(ROOT);
// Compiled code is kept between starts; Node 20 has no such cache.
nodeModule.enableCompileCache?.();
// One after the other, since few files may be open.
const { startCommand } = await importBuilt(() => import('../runner/dist/cli/main.js'));
const { additions } = await importBuilt(() => import('../dist/cli/additions.js'));
await startCommand(ROOT, additions);
