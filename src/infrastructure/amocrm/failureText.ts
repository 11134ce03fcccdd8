import { exceptionNames } from '../../../protocol/exceptionName';
import type { Failure } from '../../domain/Failure';
import { isDirectFault } from '../direct/DirectFault';
import { isEcss10Fault } from '../ecss10/Ecss10Fault';
import type { Texts } from './texts';

/** Why something failed, for the user. Null: it was accepted and never confirmed. Plain text, not escaped. */
export function failureText(texts: Texts, failure: Failure | null): string {
  if (failure === null) return texts('failure.unconfirmed');
  const { reason, detail } = failure;
  if (isEcss10Fault(detail) || isDirectFault(detail)) return texts(detail);
  return reason === 'refused' ? refusal(texts, detail) : texts(`failure.${reason}`);
}

/** A backend of somebody else names reasons that we have no words for; the name helps its administrator. */
function refusal(texts: Texts, name: string): string {
  const known = exceptionNames.find((one) => one === name);
  if (known !== undefined) return texts(`failure.${known}`);
  return name === '' ? texts('failure.refused') : `${texts('failure.refused')} (${name.slice(0, 80)})`;
}
