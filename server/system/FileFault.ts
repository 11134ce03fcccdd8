/** A file or folder of this machine that can't be used. The message says why and what to do, without its path. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
}

/** Why the system refuses a file or a folder, in plain words. @param code Node's, such as `EACCES` */
export function whyNoFile(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'the user that runs the backend may not use it; give it to that user (chown) or correct its rights (chmod)';
    case 'EISDIR':
      return 'it is a folder, and a file is expected';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a part of its path is a file, and a folder is expected';
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EROFS':
      return 'it lies on a file system that can only be read';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open';
    default:
      return `the system refuses it (${code})`;
  }
}
