import { isAbsolute, relative, sep } from 'node:path';
import { fillTemplate, needsName } from './pathTemplate';
import type { Recording } from './Recording';
import type { RecordingsSettings } from './recordingsSettings';

/** A place where a recording may be. */
export interface Candidate {
  /** Folder of the settings, as this machine has it. */
  readonly folder: string;
  /** Path below it, with `/` between: no `..` in it, and none of its parts empty. */
  readonly path: string;
}

/** How a file may end that is served: sound, and nothing else. */
const SOUND = /\.(?:wav|wav49|mp3|ogg|oga|opus|m4a|gsm|flac)$/i;

type Places = Pick<RecordingsSettings, 'folders' | 'templates' | 'timeZone'>;

/** Where the recording may be, likeliest first; none when nobody can say, or only outside of the folders. */
export function candidatePaths(recording: Recording, { folders, templates, timeZone }: Places): Candidate[] {
  const { file } = recording;
  const places = folders.flatMap(({ here, pbx }): Candidate[] => {
    // A whole path says the folder itself, so templates with a name have nothing to add.
    if (file !== null && isAbsolute(file)) {
      const path = relative(pbx, file);
      return [
        { folder: here, path },
        ...fill(
          templates.filter((one) => !needsName(one)),
          here,
        ),
      ];
    }
    return fill(templates, here);
  });
  return places.filter(({ path }) => isBelow(path) && SOUND.test(path));

  function fill(chosen: readonly string[], folder: string): Candidate[] {
    return chosen.flatMap((template) => {
      const path = fillTemplate(template, recording, file, timeZone);
      return path === null ? [] : [{ folder, path }];
    });
  }
}

/** Is it a path that stays below whatever folder it is put behind? */
export function isBelow(path: string): boolean {
  return (
    !path.includes('\0') &&
    !path.includes('\\') &&
    !isAbsolute(path) &&
    path.split(sep).every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
