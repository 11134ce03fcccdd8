import type { Clock } from '../../system/Clock';
import type { FindCaller } from '../FindCaller';

/** Time limit of the answer, ms: the call rings meanwhile, and similar integrations answer within about a second. */
export const CONTACT_MS = 900;

/** How long before the limit the lookup is aborted, so that it returns what it has, ms. */
const LAST_WORD_MS = 50;

/** The answer to the VATS; empty: unknown caller, the VATS routes by its own rules. */
export interface ContactAnswer {
  readonly contact_name?: string;
  readonly responsible?: string;
}

/** Answers with the caller's name and responsible agent. Always resolves within the time limit. @param loginOf the VATS's name for an extension */
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
          // After the limit a failure is only the result of the abort.
          if (!limit.signal.aborted) onFault(error);
          resolve({});
        },
      );
  });
}
