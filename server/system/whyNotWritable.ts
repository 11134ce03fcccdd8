import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './errorCode';
import { whyNoFile } from './FileFault';
import type { Message } from './Message';
import { fileMessages } from './messages';

/** Why a path can't be written. */
export interface NotWritable {
  readonly text: Message;
  /** It, or the folder that it is to be in, is not there. */
  readonly isAway: boolean;
}

/**
 * Why this process could not write there; null: it could. Nothing is written.
 * @param kind a `file` is made in a folder that is there; a `folder` with all those above it; `existing` is a file that is
 *   there already
 */
export async function whyNotWritable(
  path: string,
  kind: 'file' | 'folder' | 'existing',
): Promise<NotWritable | null> {
  const code = await refusal(path, kind === 'folder');
  if (code === null) return null;
  const above = dirname(path);
  if (code !== 'ENOENT' || kind === 'existing' || above === path)
    return { text: whyNoFile(code), isAway: code === 'ENOENT' };
  if (kind === 'folder') return whyNotWritable(above, 'folder');
  const codeAbove = await refusal(above, true);
  return codeAbove === null
    ? null
    : { text: fileMessages.ofPath(above, whyNoFile(codeAbove)), isAway: codeAbove === 'ENOENT' };
}

/** The system's code; null: it lets us. */
async function refusal(path: string, isFolder: boolean): Promise<string | null> {
  try {
    const isDirectory = (await stat(path)).isDirectory();
    if (isDirectory !== isFolder) return isDirectory ? 'EISDIR' : 'ENOTDIR';
    await access(path, isFolder ? constants.W_OK | constants.X_OK : constants.R_OK | constants.W_OK);
    return null;
  } catch (error) {
    return errorCode(error);
  }
}
