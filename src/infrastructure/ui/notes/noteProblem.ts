import { Failure } from '../../../domain/Failure';
import { failureText } from '../../amocrm/failureText';
import type { Texts } from '../../amocrm/Texts';

/** Refusals that mean another thing of a note than of a call. */
const OWN = ['NoActiveCall', 'WrongPhase', 'NotSupported', 'UnknownContact'] as const;

/** Why the backend does not take a note, in words, and what helps. @param reason its name for it */
export function noteProblem(texts: Texts, reason: string): string {
  const own = OWN.find((one) => one === reason);
  return own === undefined ? failureText(texts, new Failure('refused', reason)) : texts(`note.${own}`);
}
