import { existsSync, lstatSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isJsonObject, type JsonValue } from '../../base/json.ts';
import { readPlainFile } from '../../base/read-plain-file.ts';
import { findPathFault } from '../../base/safe-path.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import type { ActionSummary } from '../events.ts';
import type { Session } from './session.ts';

const MAX_BYTES = 64 * 1024;
const MAX_LINES = 8;
const MAX_CHARACTERS = 300;

/**
 * What actions say about their results: the files that their stages' `summary` names. An action without the field, or whose
 * file is missing, too large or no JSON object, says nothing. Texts have no control characters, and are cut to 300 characters.
 * @param ids actions whose artifacts are in place
 */
export function readSummaries(session: Session, ids: Iterable<ActionId>): ActionSummary[] {
  const summaries: ActionSummary[] = [];
  for (const id of ids) {
    const action = session.graph.actions.get(id);
    const summary = action && readSummary(session, action);
    if (summary !== undefined) summaries.push(summary);
  }
  return summaries;
}

function readSummary(session: Session, { id, summary }: Action): ActionSummary | undefined {
  if (summary === undefined) return undefined;
  const folder = session.artifactFolder(id, summary.output);
  const content = readJson(join(folder, summary.file));
  if (!isJsonObject(content)) return undefined;
  const headline = toShownText(content.headline);
  const lines = Array.isArray(content.lines)
    ? content.lines.map(toShownText).filter((line) => line !== undefined)
    : [];
  const page = findPage(session, folder, content.page);
  return {
    action: id,
    ...(headline === undefined ? {} : { headline }),
    lines: lines.slice(0, MAX_LINES),
    ...(page === undefined ? {} : { page }),
  };
}

function readJson(path: string): JsonValue | undefined {
  try {
    if (lstatSync(path).size > MAX_BYTES) return undefined;
    return JSON.parse(readPlainFile(path).toString('utf8')) as JsonValue;
  } catch {
    // The result is what counts. A summary that cannot be read must not make a good run fail.
    return undefined;
  }
}

/** The page's path relative to the pipeline's folder. Undefined when it is not there, or not within the output. */
function findPage(session: Session, folder: string, page: JsonValue | undefined): string | undefined {
  if (typeof page !== 'string' || findPathFault(page) !== undefined) return undefined;
  const path = join(folder, page);
  return existsSync(path) ? relative(session.graph.baseDir, path) : undefined;
}

/** One line that is safe to write to a terminal. */
function toShownText(text: JsonValue | undefined): string | undefined {
  if (typeof text !== 'string') return undefined;
  // Cc: escapes among them. Cf: characters that turn the direction of the text around them.
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
  if (clean === '') return undefined;
  const characters = Array.from(clean);
  return characters.length <= MAX_CHARACTERS ? clean : `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
}
