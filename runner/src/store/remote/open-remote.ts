import { resolve } from 'node:path';
import { FolderRemote } from './folder-remote.ts';
import { HttpRemote } from './http-remote.ts';
import type { Remote } from './remote.ts';

/**
 * Opens a remote cache: `http://` and `https://` URLs speak Bazel's remote cache protocol, anything else is a folder.
 * To add a kind of remote: a file beside these, and a line here.
 * @param baseDir the folder that a relative path starts from
 * @throws RemoteError when there is no such folder
 */
export function openRemote(place: string, baseDir: string): Remote {
  if (/^https?:\/\//i.test(place)) return new HttpRemote(place);
  return new FolderRemote(place, resolve(baseDir, place));
}
