import * as v from 'valibot';
import { parseJson } from '../server/system/parseJson';

const envelopeSchema = v.looseObject({ content: v.looseObject({ id: v.unknown() }) });

/** Answers to one user and method: the last one, and the newest that differs from it. */
interface RecordedAnswers {
  readonly last: string;
  readonly older: string | null;
}

/** Keeps answers that have passed the proxy, for the fault `stale`, which replays an older one. */
export class AnswerMemory {
  private readonly answers = new Map<string, RecordedAnswers>();

  /**
   * Stores an answer. One that differs from the last only by its request id and time replaces it.
   * @param key user and method
   */
  record(key: string, body: string): void {
    const before = this.answers.get(key);
    const isSame = before !== undefined && comparable(before.last) === comparable(body);
    const older = isSame ? before.older : (before?.last ?? null);
    this.answers.set(key, { last: body, older });
  }

  /**
   * The newest answer that differs from the last, with the request id `id`; null: none yet.
   * @param key user and method
   */
  older(key: string, id: unknown): string | null {
    const older = this.answers.get(key)?.older ?? null;
    return older === null ? null : withId(older, id);
  }
}

/** The answer with this request id; null when it has another shape. */
function withId(body: string, id: unknown): string | null {
  const envelope = v.safeParse(envelopeSchema, parseJson(body));
  if (!envelope.success) return null;
  return JSON.stringify({ ...envelope.output, content: { ...envelope.output.content, id } });
}

/** An answer without its request id and time, for comparison. */
function comparable(body: string): string {
  return (withId(body, null) ?? body).replace(/"server_time":[\d.]+/, '');
}
