import type { Check, Finding } from '../../system/Check';
import { adviceFor, CSTA_ADVICE } from './adviceFor';
import { Ecss10Fault } from './Ecss10Fault';

/** What is looked at. */
export interface Ecss10Checked {
  /** `https://host:port` */
  readonly origin: string;
  /** Who logs in: agents' numbers, or null once for a service. */
  readonly numbers: readonly (string | null)[];
  /** The profile has nothing public beyond its login. */
  readonly isLoginOnly: boolean;
}

/** Looks whether the softswitch lets us in. It ends each login at once. */
export class Ecss10Check implements Check {
  readonly name = 'ECSS-10';

  constructor(
    /** Logs in and out. Fails with an `Ecss10Fault`. */
    private readonly tryLogin: (number: string | null, signal: AbortSignal) => Promise<void>,
    private readonly checked: Ecss10Checked,
  ) {}

  async run(signal: AbortSignal): Promise<readonly Finding[]> {
    const { origin, numbers, isLoginOnly } = this.checked;
    const findings: Finding[] = [];
    for (const number of numbers) {
      const who = number ?? 'the integration';
      try {
        await this.tryLogin(number, signal);
        findings.push({ level: 'ok', text: `ECSS-10 at ${origin} lets ${who} in.` });
      } catch (error) {
        if (!(error instanceof Ecss10Fault)) throw error;
        findings.push({
          level: 'fault',
          text: `${adviceFor(error.reason, { origin, number })} (${error.message}).`,
        });
        // What hinders one here hinders all.
        if (error.reason !== 'notPermitted') return findings;
      }
    }
    if (isLoginOnly)
      findings.push({
        level: 'warning',
        text: 'telephony.profile login314 can only log in: no calls are shown or made. Use ecss-call-api with the profile adapter.',
      });
    else findings.push({ level: 'ok', text: CSTA_ADVICE });
    return findings;
  }
}
