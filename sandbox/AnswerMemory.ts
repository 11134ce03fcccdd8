import * as v from 'valibot';
import { parseJson } from '../server/system/parseJson';

const envelopeSchema = v.looseObject({ content: v.looseObject({ id: v.unknown() }) });

/** Answers of one user to one method: the last one, and the newest that differs from it. */
interface Remembered {
  readonly last: string;
  readonly older: string | null;
}

/** The last answers that have gone through the proxy, for the fault that replays an older one. */
export class AnswerMemory {
  private readonly answers = new Map<string, Remembered>();

  /** Stores an answer. One that differs from the last one by its time alone replaces it. */
  note(key: string, body: string): void {
    const before = this.answers.get(key);
    const isSame = before !== undefined && substance(before.last) === substance(body);
    const older = isSame ? before.older : (before?.last ?? null);
    this.answers.set(key, { last: body, older });
  }

  /** The older answer, with this request's id; null while there is none. */
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

/** An answer without its request id and time. */
function substance(body: string): string {
  return (withId(body, null) ?? body).replace(/"server_time":[\d.]+/, '');
}
