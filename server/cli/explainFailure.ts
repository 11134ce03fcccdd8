import { ConfigurationError } from '../system/ConfigurationError';
import { errorCode } from '../system/errorCode';
import { FileFault, explainFileError } from '../system/FileFault';
import type { Message } from '../system/Message';
import { processMessages } from './messages';
import { CliFault } from './CliFault';
import { StoreFault } from '../store/StoreFault';

/**
 * Explains the failure of a command to an administrator; null when it is a bug, which is reported with its stack. Errors of
 * file access are recognised by Node's `code` and `path`; the text names the path.
 */
export function explainFailure(error: unknown): Message | null {
  if (hasText(error)) return error.text;
  const code = errorCode(error);
  const hasPath = typeof error === 'object' && error !== null && 'path' in error;
  if (code === '' || !hasPath || typeof error.path !== 'string') return null;
  return processMessages.fileFault(error.path, explainFileError(code));
}

/** Has the error a text for administrators? */
function hasText(error: unknown): error is ConfigurationError | CliFault | FileFault | StoreFault {
  return [ConfigurationError, CliFault, FileFault, StoreFault].some((kind) => error instanceof kind);
}
