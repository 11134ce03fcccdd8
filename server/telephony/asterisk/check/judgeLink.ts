import type { Finding } from '../../../system/Check';
import type { Message } from '../../../system/Message';
import { AmiFault, type AmiFaultReason } from '../ami/Ami';
import { linkMessages } from './messages';

/** Node's codes of a name that DNS does not know. */
const NO_SUCH_HOST: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME']);

/** Why the connection to Asterisk's manager failed, and what to do. @param at its address, such as `127.0.0.1:5038` */
export function judgeLink(fault: AmiFault, at: string, user: string): Finding {
  return { level: 'fault', text: linkText(fault, at, user) };
}

function linkText({ reason, said }: AmiFault, at: string, user: string): Message {
  switch (reason) {
    case 'loginRefused':
      return linkMessages.loginRefused(at, user);
    case 'badAnswer':
      return linkMessages.badAnswer(at);
    case 'timeout':
      return linkMessages.timeout(at);
    default:
      return NO_SUCH_HOST.has(said) ? linkMessages.noSuchHost(at, said) : linkMessages.unreachable(at, said);
  }
}

/** Connection faults, for which there is advice. For the others the log has the reason's name. */
const OF_THE_LINK: ReadonlySet<AmiFaultReason> = new Set([
  'loginRefused',
  'badAnswer',
  'timeout',
  'notConnected',
]);

/** Fields of a log line about a failed connection; an unexpected error keeps its stack. */
export function linkFields(
  error: unknown,
  { host, port, user }: { readonly host: string; readonly port: number; readonly user: string },
): { readonly reason: Message | string } | { readonly err: unknown } {
  if (!(error instanceof AmiFault)) return { err: error };
  const isLink = OF_THE_LINK.has(error.reason);
  return { reason: isLink ? linkText(error, `${host}:${port}`, user) : error.message };
}
