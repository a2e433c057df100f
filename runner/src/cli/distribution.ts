import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { CompiledSchema } from '../pipeline/params/params-validator.ts';
import type { CommandContext } from './context.ts';
import type { TemplateFile } from './templates/template-file.ts';

/** The package that brings the command. It may add to it, since the runner itself knows nothing about any study. */
export interface Distribution {
  /** As in its package.json: what `--version` prints, and what `pipeline init` makes a folder depend on. */
  readonly name: string;
  readonly version: string;
  /** Its folder, absolute; `schemas/` in it describes the files that its stages write. */
  readonly folder: string;
  readonly additions?: Additions;
}

/** What a package adds to the command. */
export interface Additions {
  readonly addCommands?: (program: Command, context: CommandContext) => void;
  /** Replaces the runner's own files of `pipeline init`. */
  readonly createTemplateFiles?: (name: string, version: string) => Promise<readonly TemplateFile[]>;
  /** SHA-256 of a params schema's file → the schema, compiled: pipelines that use only these need not load ajv. */
  readonly loadCompiledSchemas?: () => Promise<Readonly<Record<string, CompiledSchema | undefined>>>;
}

/** @param folder the package's folder, absolute */
export function readDistribution(folder: string, additions?: Additions): Distribution {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Distribution;
  const { name, version } = manifest;
  return { name, version, folder, ...(additions === undefined ? {} : { additions }) };
}
