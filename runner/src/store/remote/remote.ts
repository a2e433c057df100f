import type { Digest } from '../../base/digest.ts';
import { PipelineError } from '../../base/errors.ts';

export interface RemoteFile {
  readonly digest: Digest;
  /** Undefined: not known. */
  readonly size?: number;
}

/** `damaged`: something is there under the name, and it is not the file. */
export type BlobState = 'sound' | 'missing' | 'damaged';

/**
 * Another cache: a folder or a server. It is not trusted: the caller checks what it gets. Each method
 * throws RemoteError when the remote fails, StoreIoError when this side does.
 */
export interface Remote {
  /** Its name for messages, as the user wrote it. */
  readonly name: string;
  /**
   * The text of a record; undefined when there is none, or when its file has gone.
   * @throws RemoteError REMOTE_DAMAGED when something else is there
   */
  readRecord(key: Digest): Promise<string | undefined>;
  /** Writes a record, last of all. @param needs the blobs that it needs */
  writeRecord(key: Digest, text: string, needs: readonly RemoteFile[]): Promise<void>;
  /**
   * Whether the remote has a file, and whether it is right.
   * @param whole read all of it; otherwise the length is enough for a large file on a server
   */
  checkBlob(file: RemoteFile, options: { readonly whole: boolean }): Promise<BlobState>;
  /** Copies a blob, unchecked, to a new file of ours. @returns false when there is none */
  readBlob(file: RemoteFile, target: string): Promise<boolean>;
  /** Copies a file to the remote, and replaces what is there. Its content was checked. */
  writeBlob(file: RemoteFile, source: string): Promise<void>;
  close(): void;
}

/** The remote cannot be reached, answers with an error, or gives damaged content. */
export class RemoteError extends PipelineError {
  constructor(code: 'REMOTE_FAILED' | 'REMOTE_DAMAGED', message: string, cause?: unknown) {
    super(code, message, { cause, hint: 'The local cache is as it was; what was copied before is kept.' });
  }
}
