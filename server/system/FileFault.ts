import { ExplainedError } from './ExplainedError';
import type { Message } from './Message';
import { fileMessages } from './messages';

/** Thrown when a local file or folder can't be used. The text says why and what to do, without the path. */
export class FileFault extends ExplainedError {
  override readonly name = 'FileFault';
}

/** Explains why the operating system refused access to a file or folder. @param code of Node's error, such as `EACCES` */
export function explainFileError(code: string): Message {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return fileMessages.notAllowed;
    case 'EISDIR':
      return fileMessages.isFolder;
    case 'ENOTDIR':
    case 'EEXIST':
      return fileMessages.fileInPath;
    case 'ENOENT':
      return fileMessages.missing;
    case 'EROFS':
      return fileMessages.readOnly;
    case 'ENOSPC':
    case 'EDQUOT':
      return fileMessages.diskFull;
    case 'EMFILE':
    case 'ENFILE':
      return fileMessages.tooManyOpen;
    default:
      return fileMessages.refused(code);
  }
}
