import type { Message } from './Message';
import { fileMessages } from './messages';

/** A file or folder of this machine that can't be used. The text says why and what to do, without its path. */
export class FileFault extends Error {
  override readonly name = 'FileFault';

  constructor(
    readonly text: Message,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
  }
}

/** Why the system refuses a file or a folder. @param code Node's, such as `EACCES` */
export function whyNoFile(code: string): Message {
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
