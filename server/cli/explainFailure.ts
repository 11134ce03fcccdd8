import { ConfigurationError } from '../system/ConfigurationError';
import { errorCode } from '../system/errorCode';
import { FileFault, whyNoFile } from '../system/FileFault';
import type { Message } from '../system/Message';
import { processMessages } from './messages';
import { StartFault } from '../system/StartFault';
import { StoreFault } from '../store/StoreFault';

/**
 * Why a command has failed, in plain words; null: by a fault of ours, which needs its stack. What the system refuses is
 * known by its code, and the sentence names the path.
 */
export function explainFailure(error: unknown): Message | null {
  if (isPlain(error)) return error.text;
  const code = errorCode(error);
  const hasPath = typeof error === 'object' && error !== null && 'path' in error;
  if (code === '' || !hasPath || typeof error.path !== 'string') return null;
  return processMessages.fileFault(error.path, whyNoFile(code));
}

function isPlain(error: unknown): error is ConfigurationError | StartFault | FileFault | StoreFault {
  return [ConfigurationError, StartFault, FileFault, StoreFault].some((kind) => error instanceof kind);
}
