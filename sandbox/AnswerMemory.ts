import * as v from 'valibot';
import { parseJson } from './parseJson';

const envelopeSchema = v.looseObject({ content: v.looseObject({ id: v.unknown() }) });

/** Answers of one user to one method: the last one, and the newest that differs from it. */
interface Remembered {
  readonly last: string;
  readonly older: string | null;
}

/** The last answers that have gone through the proxy, so that an older one can be given again. */
export class AnswerMemory {
  private readonly answers = new Map<string, Remembered>();

  /** Keeps an answer. One that only repeats the last one, at another time, makes nothing older. */
  note(key: string, body: string): void {
    const before = this.answers.get(key);
    const isSame = before !== undefined && substance(before.last) === substance(body);
    const older = isSame ? before.older : (before?.last ?? null);
    this.answers.set(key, { last: body, older });
  }

  /** The older answer as if it were one to the request with this id; null while there is none. */
  older(key: string, id: unknown): string | null {
    const older = this.answers.get(key)?.older ?? null;
    return older === null ? null : withId(older, id);
  }
}

function withId(body: string, id: unknown): string | null {
  const envelope = v.safeParse(envelopeSchema, parseJson(body));
  if (!envelope.success) return null;
  return JSON.stringify({ ...envelope.output, content: { ...envelope.output.content, id } });
}

/** What an answer says, without the id of its request and the time of its writing. */
function substance(body: string): string {
  return (withId(body, null) ?? body).replace(/"server_time":[\d.]+/, '');
}
