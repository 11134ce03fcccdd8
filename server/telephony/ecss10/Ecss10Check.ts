import type { Check, Finding } from '../../system/Check';
import { sameInAll } from '../../system/Message';
import { adviceFor } from './adviceFor';
import { Ecss10Fault } from './Ecss10Fault';
import { ecss10CheckMessages as messages } from './messages';

/** What the check needs. */
export interface Ecss10CheckOptions {
  /** `https://host:port` */
  readonly origin: string;
  /** Numbers to log in with: the agents', or null once for a service. */
  readonly numbers: readonly (string | null)[];
  /** The profile has nothing documented except the login. */
  readonly isLoginOnly: boolean;
}

/** Checks that the softswitch accepts the logins. Ends each one at once. */
export class Ecss10Check implements Check {
  readonly name = 'ECSS-10';

  constructor(
    /** Logs in and out. Fails with an `Ecss10Fault`. */
    private readonly tryLogin: (number: string | null, signal: AbortSignal) => Promise<void>,
    private readonly options: Ecss10CheckOptions,
  ) {}

  async run(signal: AbortSignal): Promise<readonly Finding[]> {
    const { origin, numbers, isLoginOnly } = this.options;
    const findings: Finding[] = [];
    for (const number of numbers) {
      const who = number === null ? messages.integration : sameInAll(number);
      try {
        await this.tryLogin(number, signal);
        findings.push({ level: 'ok', text: messages.letsIn(origin, who) });
      } catch (error) {
        if (!(error instanceof Ecss10Fault)) throw error;
        findings.push({
          level: 'fault',
          text: messages.failed(adviceFor(error.reason, { origin, number }), error.message),
        });
        // Other faults affect all logins.
        if (error.reason !== 'notPermitted') return findings;
      }
    }
    if (isLoginOnly) findings.push({ level: 'warning', text: messages.loginOnly });
    else findings.push({ level: 'ok', text: messages.csta });
    return findings;
  }
}
