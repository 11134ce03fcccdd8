import { errorCode } from '../system/errorCode';
import { reasonOf } from './reasonOf';
import { TimedOut } from '../system/withTimeLimit';
import { sameInAll, type Message } from '../system/Message';
import { redisAdvice } from './messages';

/** The error of Redis or the operating system, with advice. Contains no address and no password. */
export function redisReason(error: unknown): Message {
  const reason = reasonOf(error);
  const advice = adviceFor(errorCode(error), reason, error instanceof TimedOut);
  return advice === null ? sameInAll(reason) : redisAdvice.withReason(advice, reason);
}

function adviceFor(code: string, reason: string, isSilent: boolean): Message | null {
  if (reason.startsWith('NOAUTH') || reason.includes('HELLO must be called')) return redisAdvice.password;
  if (reason.startsWith('WRONGPASS')) return redisAdvice.wrongPassword;
  if (reason.startsWith('NOPERM')) return redisAdvice.notAllowed;
  if (reason.startsWith('DENIED') || reason.includes('protected mode')) return redisAdvice.protectedMode;
  if (isSilent || code === 'ETIMEDOUT' || reason.includes('timeout')) return redisAdvice.silent;
  switch (code) {
    case 'ECONNREFUSED':
      return redisAdvice.nothingListens;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return redisAdvice.noSuchHost;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return redisAdvice.noRoute;
    case 'ECONNRESET':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return redisAdvice.tls;
    default:
      return code.includes('CERT') || code.includes('SIGNED') ? redisAdvice.certificate : null;
  }
}
