import type { Digest } from '../../base/digest.ts';
import { PipelineError } from '../../base/errors.ts';

export interface RemoteFile {
  readonly digest: Digest;
  /** Undefined: not known. */
  readonly size?: number;
}

/**
 * Another cache: a folder or a server. It is not trusted: the caller checks what it gets. Each method
 * throws RemoteError when the remote fails, StoreIoError when this side does.
 */
export interface Remote {
  /** Its name for messages, as the user wrote it. */
  readonly name: string;
  hasRecord(key: Digest): Promise<boolean>;
  /** The text of a record; undefined when there is none. */
  readRecord(key: Digest): Promise<string | undefined>;
  /** Writes a record, last of all. @param needs the blobs that it needs */
  writeRecord(key: Digest, text: string, needs: readonly RemoteFile[]): Promise<void>;
  hasBlob(file: RemoteFile): Promise<boolean>;
  /** Copies a blob, unchecked, to a new file of ours. @returns false when there is none */
  readBlob(file: RemoteFile, target: string): Promise<boolean>;
  /** Copies a file to the remote. Its content was checked. */
  writeBlob(file: RemoteFile, source: string): Promise<void>;
  close(): void;
}

/** The remote cannot be reached, answers with an error, or gives damaged content. */
export class RemoteError extends PipelineError {
  constructor(code: 'REMOTE_FAILED' | 'REMOTE_DAMAGED', message: string, cause?: unknown) {
    super(code, message, { cause, hint: 'The local cache is as it was; what was copied before is kept.' });
  }
}
