import type { Failure } from '../../domain/Failure';
import { isDirectFault } from '../direct/DirectFault';
import { isEcss10Fault } from '../ecss10/Ecss10Fault';
import { isProofFault } from '../proof/ProofFault';
import type { TextKey, Texts } from './Texts';

/**
 * Why something failed, in the user's language, not escaped.
 * @param failure null: it was accepted and never confirmed
 */
export function failureText(texts: Texts, failure: Failure | null): string {
  if (failure === null) return texts('failure.unconfirmed');
  const { reason, detail } = failure;
  if (reason === 'noExtension') return texts('failure.noExtension', { who: detail.slice(0, 200) });
  if (isEcss10Fault(detail) || isDirectFault(detail) || isProofFault(detail)) return texts(detail);
  return reason === 'refused' ? refusal(texts, detail) : texts(`failure.${reason}`);
}

/**
 * Text of the backend's reason, an `ExceptionName`; for a reason of another vendor's backend its name, which helps the
 * administrator.
 */
function refusal(texts: Texts, name: string): string {
  // A list of the names would be a hundredth of script.js. They begin with a capital letter, `FailureReason`s do not.
  const key = `failure.${name}` as TextKey;
  const own = texts(key);
  if (own !== key && /^[A-Z]/.test(name)) return own;
  return name === '' ? texts('failure.refused') : `${texts('failure.refused')} (${name.slice(0, 80)})`;
}
