import type { Finding } from '../../../commands/Check';
import type { AmiFault } from '../ami/Ami';

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
      return fault(
        `Asterisk's manager at ${at} can not be reached${said === '' ? '' : ` (${said})`}: Asterisk is not up, or ` +
          '"enabled", "bindaddr" and "port" in manager.conf do not fit telephony.ami.',
      );
  }
}

function fault(text: string): Finding {
  return { level: 'fault', text };
}
