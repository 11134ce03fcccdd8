import { errorCode } from '../system/errorCode';
import { ExplainedError } from '../system/ExplainedError';
import { explainFileError } from '../system/FileFault';
import type { Message } from '../system/Message';
import { processMessages } from './messages';

/**
 * Explains the failure of a command to an administrator; null when it is a bug, which is reported with its stack. Errors of
 * file access are recognised by Node's `code` and `path`; the text names the path.
 */
export function explainFailure(error: unknown): Message | null {
  if (error instanceof ExplainedError) return error.text;
  const code = errorCode(error);
  const hasPath = typeof error === 'object' && error !== null && 'path' in error;
  if (code === '' || !hasPath || typeof error.path !== 'string') return null;
  return processMessages.fileFault(error.path, explainFileError(code));
}
