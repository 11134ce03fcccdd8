import type { Clock } from '../../system/Clock';
import type { FindCaller } from '../FindCaller';

/** A call rings meanwhile, and others who do this answer within about a second. ms */
export const CONTACT_MS = 900;

/** So long before that the look-up is told to say what it knows, ms. */
const LAST_WORD_MS = 50;

/** What the VATS is answered; empty: unknown, it goes on by its own plan. */
export interface ContactAnswer {
  readonly contact_name?: string;
  readonly responsible?: string;
}

/** Who calls and for whom it is: always, and within the time. @param loginOf the VATS's name for an extension */
export function answerContact(
  number: string,
  find: FindCaller,
  loginOf: (extension: string) => string | null,
  clock: Clock,
  onFault: (error: unknown) => void,
): Promise<ContactAnswer> {
  return new Promise((resolve) => {
    const limit = new AbortController();
    let stop = clock.after(CONTACT_MS - LAST_WORD_MS, () => {
      limit.abort();
      stop = clock.after(LAST_WORD_MS, () => resolve({}));
    });
    void Promise.resolve()
      .then(() => find(number, limit.signal))
      .then(
        ({ name, extension }) => {
          stop();
          resolve({
            ...(name !== null && { contact_name: name }),
            ...(extension !== null && { responsible: loginOf(extension) ?? extension }),
          });
        },
        (error: unknown) => {
          stop();
          // After the limit it fails because it was told to stop.
          if (!limit.signal.aborted) onFault(error);
          resolve({});
        },
      );
  });
}
