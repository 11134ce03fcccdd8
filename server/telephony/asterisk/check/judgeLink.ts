import type { Finding } from '../../../system/Check';
import type { Message } from '../../../system/Message';
import { AmiFault, type AmiFaultReason } from '../ami/Ami';
import { linkMessages } from './messages';

/** Node's codes of a name that DNS does not know. */
const NO_SUCH_HOST: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME']);

/** Why Asterisk's manager can't be used, and what to do. @param at its address, such as `127.0.0.1:5038` */
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

/** Faults of the connection, which the administrator can mend. Of the others the log has the name. */
const OF_THE_LINK: ReadonlySet<AmiFaultReason> = new Set([
  'loginRefused',
  'badAnswer',
  'timeout',
  'notConnected',
]);

/** Fields of a log line that say why Asterisk can't be used; a fault of ours keeps its stack. */
export function linkFields(
  error: unknown,
  { host, port, user }: { readonly host: string; readonly port: number; readonly user: string },
): { readonly reason: Message | string } | { readonly err: unknown } {
  if (!(error instanceof AmiFault)) return { err: error };
  const isLink = OF_THE_LINK.has(error.reason);
  return { reason: isLink ? linkText(error, `${host}:${port}`, user) : error.message };
}
