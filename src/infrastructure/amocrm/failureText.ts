import { exceptionNames, type ExceptionName } from '../../../protocol/exceptionName';
import type { Failure } from '../../domain/Failure';
import type { TextKey, Texts } from './texts';

const words = {
  UnknownAgent: 'failure.UnknownAgent',
  UnknownContact: 'failure.UnknownContact',
  NoActiveCall: 'failure.NoActiveCall',
  InvalidNumber: 'failure.InvalidNumber',
  AgentBusy: 'failure.AgentBusy',
  AgentUnavailable: 'failure.AgentUnavailable',
  NotSupported: 'failure.NotSupported',
  TelephonyUnavailable: 'failure.TelephonyUnavailable',
  TooManyRequests: 'failure.TooManyRequests',
  InternalError: 'failure.InternalError',
} satisfies Record<ExceptionName, TextKey>;

/** Why something failed, for the user. Null: it was accepted and never confirmed. Plain text, not escaped. */
export function failureText(texts: Texts, failure: Failure | null): string {
  if (failure === null) return texts('failure.unconfirmed');
  switch (failure.reason) {
    case 'timeout':
      return texts('failure.timeout');
    case 'unreachable':
      return texts('failure.unreachable');
    case 'malformed':
      return texts('failure.malformed');
    case 'unauthorized':
      return texts('failure.unauthorized');
    case 'incompatible':
      return texts('failure.incompatible');
    case 'protocol':
      return texts('failure.protocol');
    case 'cancelled':
      return texts('failure.cancelled');
    case 'refused':
      return refusal(texts, failure.detail);
  }
}

/** A backend of somebody else names reasons that we have no words for; the name helps its administrator. */
function refusal(texts: Texts, name: string): string {
  const known = exceptionNames.find((one) => one === name);
  if (known !== undefined) return texts(words[known]);
  return name === '' ? texts('failure.refused') : `${texts('failure.refused')} (${name.slice(0, 80)})`;
}
