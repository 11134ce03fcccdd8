import type { Finding } from '../../../system/Check';
import { AmiFault, type AmiFaultReason } from '../ami/Ami';

/** Node's codes of a name that DNS does not know. */
const NO_SUCH_HOST: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME']);

/** Why Asterisk's manager can't be used, and what to do. @param at its address, such as `127.0.0.1:5038` */
export function judgeLink({ reason, said }: AmiFault, at: string, user: string): Finding {
  switch (reason) {
    case 'loginRefused':
      return fault(
        `Asterisk at ${at} refuses the login of ${user}: the secret is another one, there is no [${user}] in ` +
          'manager.conf, or its "permit" does not allow this machine.',
      );
    case 'badAnswer':
      return fault(`What listens at ${at} is no manager of Asterisk: "port" in manager.conf is another one.`);
    case 'timeout':
      return fault(`Asterisk's manager at ${at} does not answer in time: a firewall may be between.`);
    default:
      if (NO_SUCH_HOST.has(said))
        return fault(
          `No machine has the name in ${at} (${said}): correct telephony.ami.host, or look at DNS on this machine.`,
        );
      return fault(
        `Asterisk's manager at ${at} can not be reached${said === '' ? '' : ` (${said})`}: Asterisk is not up, or ` +
          '"enabled", "bindaddr" and "port" in manager.conf do not fit telephony.ami.',
      );
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
): { readonly reason: string } | { readonly err: unknown } {
  if (!(error instanceof AmiFault)) return { err: error };
  const isLink = OF_THE_LINK.has(error.reason);
  return { reason: isLink ? judgeLink(error, `${host}:${port}`, user).text : error.message };
}

function fault(text: string): Finding {
  return { level: 'fault', text };
}
