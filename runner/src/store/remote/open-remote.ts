import { resolve } from 'node:path';
import { PipelineError } from '../../base/errors.ts';
import { FolderRemote } from './folder-remote.ts';
import { HttpRemote } from './http-remote.ts';
import type { Remote } from './remote.ts';

/** A colon in the first part: `s3:`, `htps:`, `user@host:path`. One letter is a drive of Windows. */
const SCHEME = /^([^/\\]{2,}?):/;

/**
 * Opens a remote cache: `http://` and `https://` URLs speak Bazel's remote cache protocol, a path is a folder.
 * To add a kind of remote: a file beside these, and a line here.
 * @param baseDir the folder that a relative path starts from
 * @throws PipelineError REMOTE_UNSUPPORTED for another kind of address; RemoteError when there is no such folder
 */
export function openRemote(place: string, baseDir: string): Remote {
  if (/^https?:\/\//i.test(place)) return new HttpRemote(place);
  const scheme = SCHEME.exec(place)?.[1];
  if (scheme !== undefined) {
    throw new PipelineError(
      'REMOTE_UNSUPPORTED',
      `The remote cache '${hidePassword(place)}' is of no kind that we know.`,
      {
        exitCode: 2,
        hint: [
          "Use a folder, or the address 'http://…' or 'https://…' of a server with Bazel's remote cache protocol.",
          ...(/^s3$/i.test(scheme) ? ['S3 comes later.'] : []),
          `A folder of this name is './${place.split('/', 1)[0]}…'.`,
        ].join(' '),
      },
    );
  }
  return new FolderRemote(place, resolve(baseDir, place));
}

/** Without `user:password@`. */
function hidePassword(place: string): string {
  return place.replace(/^([^/]*:\/*)[^/@]*@/, '$1');
}
