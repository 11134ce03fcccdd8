import type { Check, Finding } from '../../../commands/Check';
import type { Clock } from '../../../system/Clock';
import type { AgentPhone } from '../AgentPhone';
import { AmiFault, type Ami, type AmiAction, type AmiAnswer } from '../ami/Ami';
import type { OpenConnection, OpenedConnection } from '../ami/AmiLink';
import type { AmiMessage } from '../ami/AmiMessage';
import { judgeDialplan, ourContexts } from './judgeDialplan';
import { judgeLink } from './judgeLink';
import { judgePhone, type PhoneState } from './judgePhone';
import { missingActions } from './neededActions';
import { missingEvents } from './neededEvents';

/** How long an event may take that we cause ourselves, ms. */
const EVENT_LIMIT_MS = 1_000;
const MARK = 'ASTERISKNG_CHECK';

/** What the check needs to know. */
export interface AsteriskCheckOptions {
  /** Such as `127.0.0.1:5038`. */
  readonly at: string;
  readonly user: string;
  /** Context in which agents dial. */
  readonly context: string;
  readonly phones: readonly AgentPhone[];
  readonly clock: Clock;
}

/** Looks whether Asterisk can be used as it is set up: the manager, its rights, the dialplan, the agents' phones. */
export class AsteriskCheck implements Check {
  readonly name = 'Asterisk';

  constructor(
    private readonly open: OpenConnection,
    private readonly options: AsteriskCheckOptions,
  ) {}

  async run(signal: AbortSignal): Promise<readonly Finding[]> {
    const heard = new Set<string>();
    let connection: OpenedConnection | null = null;
    try {
      const ami = await new Promise<Ami>((resolve, reject) => {
        connection = this.open({
          up: resolve,
          event: (event) => heard.add(nameOf(event)),
          down: reject,
        });
        signal.addEventListener('abort', () => reject(new AmiFault('timeout')), { once: true });
      });
      return await this.look(ami, heard);
    } catch (error) {
      if (error instanceof AmiFault) return [judgeLink(error, this.options.at, this.options.user)];
      throw error;
    } finally {
      (connection as OpenedConnection | null)?.close();
    }
  }

  private async look(ami: Ami, heard: ReadonlySet<string>): Promise<readonly Finding[]> {
    const { phones, context, at } = this.options;
    const list = await ami.send({ name: 'ListCommands' });
    const available = new Set(Object.keys(list.response));
    const isAsked = phones.some(({ answer, hold }) => answer.by === 'notify' || hold === 'phone');
    return [
      { level: 'ok', text: `Asterisk's manager answers at ${at}.` },
      ...missingActions(available, isAsked),
      ...(await this.events(ami, available, heard)),
      ...(await this.dialplan(ami, available, context)),
      ...(await this.music(ami, available)),
      ...(await this.phones(ami)),
    ];
  }

  private async events(
    ami: Ami,
    available: ReadonlySet<string>,
    heard: ReadonlySet<string>,
  ): Promise<readonly Finding[]> {
    const shown = await console(ami, available, `manager show user ${this.options.user}`);
    // Without a channel it sets a variable of the whole Asterisk, which is told as an event too.
    if (!available.has('Setvar')) return missingEvents(shown, true);
    await ami.send({ name: 'Setvar', fields: { Variable: MARK, Value: String(this.options.clock.now()) } });
    const end = this.options.clock.now() + EVENT_LIMIT_MS;
    while (!heard.has(MARK) && this.options.clock.now() < end) await ami.send({ name: 'Ping' });
    return missingEvents(shown, heard.has(MARK));
  }

  private async dialplan(
    ami: Ami,
    available: ReadonlySet<string>,
    context: string,
  ): Promise<readonly Finding[]> {
    if (!available.has('ShowDialPlan'))
      return [
        {
          level: 'warning',
          text: 'The dialplan was not looked at: "write" of the user in manager.conf lacks "reporting".',
        },
      ];
    const known = new Set<string>();
    for (const name of [...ourContexts, context])
      if ((await asked(ami, { name: 'ShowDialPlan', fields: { Context: name } })) !== null) known.add(name);
    return judgeDialplan(known, context);
  }

  private async music(ami: Ami, available: ReadonlySet<string>): Promise<readonly Finding[]> {
    const classes = await console(ami, available, 'moh show classes');
    if (classes === null || /Class:\s*\S+/.test(classes)) return [];
    return [{ level: 'warning', text: 'There is no music on hold: who is on hold hears nothing.' }];
  }

  private async phones(ami: Ami): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    for (const { extension, devices } of this.options.phones)
      for (const device of devices)
        findings.push(judgePhone(extension, device, await phoneState(ami, device)));
    return findings;
  }
}

async function phoneState(ami: Ami, device: string): Promise<PhoneState> {
  const [technology, endpoint = ''] = device.split('/');
  if (technology !== 'PJSIP') return 'unasked';
  const answer = await asked(ami, { name: 'PJSIPShowEndpoint', fields: { Endpoint: endpoint } });
  if (answer === null) return 'unknown';
  const detail = answer.events.find(({ Event }) => Event === 'EndpointDetail');
  return detail?.['DeviceState'] === 'Unavailable' ? 'away' : 'there';
}

/** Null: Asterisk refuses it. */
async function asked(ami: Ami, action: AmiAction): Promise<AmiAnswer | null> {
  try {
    return await ami.send(action);
  } catch (error) {
    if (error instanceof AmiFault && error.reason === 'refused') return null;
    throw error;
  }
}

/** What the console says; null: the user may not ask it. */
async function console(ami: Ami, available: ReadonlySet<string>, command: string): Promise<string | null> {
  if (!available.has('Command')) return null;
  const answer = await asked(ami, { name: 'Command', fields: { Command: command } });
  return answer?.response['Output'] ?? null;
}

/** What is kept of an event: that it came; of a variable, which. */
function nameOf(event: AmiMessage): string {
  return event['Variable'] ?? event['Event'] ?? '';
}
