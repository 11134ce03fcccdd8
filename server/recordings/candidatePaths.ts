import { isAbsolute, relative, sep } from 'node:path';
import { fillTemplate, needsName } from './fillTemplate';
import type { Recording } from './Recording';
import type { RecordingsSettings } from './recordingsSettings';

/** A path at which a recording may be. */
export interface Candidate {
  /** Configured folder (`here`: its path on this machine). */
  readonly folder: string;
  /** Path below the folder; without `.`, `..` or empty parts. */
  readonly path: string;
}

/** Endings of files that may be served: sound only. */
const SOUND_FILE = /\.(?:wav|wav49|mp3|ogg|oga|opus|m4a|gsm|flac)$/i;

type PathSettings = Pick<RecordingsSettings, 'folders' | 'templates' | 'timeZone'>;

/**
 * Paths at which the recording may be, the likeliest first. Paths that lead out of the folders, or whose file is no sound,
 * are left out. Pure: does not look at the disk.
 */
export function candidatePaths(
  recording: Recording,
  { folders, templates, timeZone }: PathSettings,
): Candidate[] {
  const { file } = recording;
  const candidates = folders.flatMap(({ here, pbx }): Candidate[] => {
    // A full path is used as it is, so only templates without the file's name can find another file.
    if (file !== null && isAbsolute(file)) {
      const path = relative(pbx, file);
      return [
        { folder: here, path },
        ...fill(
          templates.filter((template) => !needsName(template)),
          here,
        ),
      ];
    }
    return fill(templates, here);
  });
  return candidates.filter(({ path }) => isBelow(path) && SOUND_FILE.test(path));

  function fill(chosen: readonly string[], folder: string): Candidate[] {
    return chosen.flatMap((template) => {
      const path = fillTemplate(template, recording, file, timeZone);
      return path === null ? [] : [{ folder, path }];
    });
  }
}

/** Is the path relative and does it stay below the folder that it is appended to? */
export function isBelow(path: string): boolean {
  return (
    !path.includes('\0') &&
    !path.includes('\\') &&
    !isAbsolute(path) &&
    path.split(sep).every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
