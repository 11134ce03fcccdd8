import { errorCode } from '../system/errorCode';
import { reasonOf } from './reasonOf';
import { TimedOut } from './within';

/** Why Redis can't be used, in its own or the system's words, and what to do about it. Has no address and no password. */
export function redisReason(error: unknown): string {
  const reason = reasonOf(error);
  const advice = adviceFor(errorCode(error), reason, error instanceof TimedOut);
  return advice === null ? reason : `${advice} (${reason})`;
}

function adviceFor(code: string, reason: string, isSilent: boolean): string | null {
  if (reason.startsWith('NOAUTH') || reason.includes('HELLO must be called'))
    return 'it wants a password: put it into ASTERISKNG_REDIS_URL, as in redis://:password@host:6379';
  if (reason.startsWith('WRONGPASS'))
    return 'it refuses the password or the user: correct it in ASTERISKNG_REDIS_URL';
  if (reason.startsWith('NOPERM'))
    return 'its user may do too little: let it use all commands, keys and channels of redis.prefix (ACL SETUSER)';
  if (reason.startsWith('DENIED') || reason.includes('protected mode'))
    return 'it answers its own machine alone: set a password and "bind" in redis.conf';
  if (isSilent || code === 'ETIMEDOUT' || reason.includes('timeout'))
    return 'it does not answer in time: a firewall may be between, or the address is another one';
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens there: start Redis, or correct ASTERISKNG_REDIS_URL, "bind" or "port" in redis.conf';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'DNS does not know this name: correct ASTERISKNG_REDIS_URL';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'there is no way to this address: correct ASTERISKNG_REDIS_URL, or look at the network';
    case 'ECONNRESET':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return 'it ends the connection: with TLS the address begins with rediss://, without it with redis://';
    default:
      return code.includes('CERT') || code.includes('SIGNED')
        ? 'its certificate is not trusted: give it one of an authority that this machine trusts (NODE_EXTRA_CA_CERTS)'
        : null;
  }
}
