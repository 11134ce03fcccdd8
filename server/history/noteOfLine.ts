import * as v from 'valibot';
import type { WireHistoryLine } from '../../protocol/history';
import type { KeptNote } from '../calls/KeptNote';
import { readJson } from '../system/readJson';

type WireNote = NonNullable<WireHistoryLine['note']>;

const keptNoteSchema: v.GenericSchema<unknown, KeptNote> = v.object({
  texts: v.array(v.object({ by: v.string(), text: v.string() })),
  outcome: v.nullable(v.object({ id: v.string(), by: v.string() })),
});

/** For whom a note is shown. */
export interface NoteViewer {
  readonly extension: string;
  /** May they read what colleagues have written of this call? Their own part they may always. */
  readonly seesAll: boolean;
  readonly nameOf: (extension: string) => string;
  /** An outcome's text in all languages. */
  readonly outcomeText: (id: string) => NonNullable<WireNote['outcome']>;
}

/** What agents have written of a call, as the wire shows it; null: nothing that the agent may read. */
export function noteOfLine(
  text: string | undefined,
  { extension, seesAll, nameOf, outcomeText }: NoteViewer,
): WireNote | null {
  const note = text === undefined ? null : readJson(keptNoteSchema, text);
  if (note === null) return null;
  const isShown = ({ by }: { readonly by: string }): boolean => seesAll || by === extension;
  const texts = note.texts
    .filter(isShown)
    .map(({ by, text: own }) => ({ name: nameOf(by), is_me: by === extension, text: own }));
  const outcome = note.outcome !== null && isShown(note.outcome) ? outcomeText(note.outcome.id) : null;
  return texts.length === 0 && outcome === null ? null : { texts, outcome };
}
