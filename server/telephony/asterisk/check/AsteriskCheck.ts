import { unlessAborted } from '../../../system/unlessAborted';
import type { Check, Finding } from '../../../system/Check';
import type { Message } from '../../../system/Message';
import type { Clock } from '../../../system/Clock';
import type { AgentPhone } from '../AgentPhone';
import { AmiFault, type Ami, type AmiAction, type AmiAnswer } from '../ami/Ami';
import type { OpenAmiConnection, OpenedConnection } from '../ami/AmiLink';
import { hasNumber } from '../hasNumber';
import { judgeDialplan, NEWEST_CONTEXT, ourContexts, type LookedUp } from './judgeDialplan';
import { judgeLink } from './judgeLink';
import { judgeContexts, judgeHidden, judgePhone, type PhoneSeen } from './judgePhone';
import { judgeRouting, type RoutingEndpoint } from './judgeRouting';
import { judgeVersion } from './judgeVersion';
import { dialplanMessages, linkMessages, versionMessages } from './messages';
import { hasRight, missingActions } from './missingActions';
import { rightMessages } from './rightMessages';
import { addEvent, isPending, judgeEvents, noEvents, type ReceivedEvents, type Tried } from './judgeEvents';

/** Time limit for the events that the check causes, ms. */
const EVENT_LIMIT_MS = 3_000;
const MARK = 'ASTERISKNG_CHECK';

/** What the check needs to know. */
export interface AsteriskCheckOptions {
  /** Such as `127.0.0.1:5038`. */
  readonly at: string;
  readonly user: string;
  /** Context in which agents dial. */
  readonly context: string;
  readonly phones: readonly AgentPhone[];
  /** A client's number, as the dialplan gets it. */
  readonly outside: string;
  /** No number was given: `outside` is an example, which a dialplan of another country does not have. */
  readonly isOutsideExample: boolean;
  /** Null: the dialplan does not ask the backend for the responsible agent. */
  readonly routing: RoutingEndpoint | null;
  readonly clock: Clock;
}

/** Checks whether Asterisk is set up for the driver: the manager user's rights, events, the dialplan, the agents' phones. */
export class AsteriskCheck implements Check {
  readonly name = 'Asterisk';
  private received: ReceivedEvents = noEvents;

  constructor(
    private readonly open: OpenAmiConnection,
    private readonly options: AsteriskCheckOptions,
  ) {}

  async run(signal: AbortSignal): Promise<readonly Finding[]> {
    this.received = noEvents;
    let connection: OpenedConnection | null = null;
    try {
      const opened = new Promise<Ami>((resolve, reject) => {
        connection = this.open({
          up: resolve,
          event: (event) => {
            this.received = addEvent(this.received, event);
          },
          down: reject,
        });
      });
      const ami = await unlessAborted(opened, signal, () => new AmiFault('timeout'));
      return await this.runChecks(ami);
    } catch (error) {
      if (error instanceof AmiFault) return [judgeLink(error, this.options.at, this.options.user)];
      throw error;
    } finally {
      (connection as OpenedConnection | null)?.close();
    }
  }

  private async runChecks(ami: Ami): Promise<readonly Finding[]> {
    const { phones: checkPhones, at } = this.options;
    const list = await ami.send({ name: 'ListCommands' });
    const available = new Set(Object.keys(list.response));
    const isAsked = checkPhones.some(({ answer, hold }) => answer.by === 'notify' || hold === 'phone');
    return [
      { level: 'ok', text: linkMessages.answers(at) },
      ...(await checkVersion(ami, available)),
      ...missingActions(available, isAsked),
      ...(await this.checkEvents(ami, available)),
      ...(await this.checkDialplan(ami, available)),
      ...(await this.phones(ami, available)),
      ...(await this.checkRouting(ami, available)),
    ];
  }

  /**
   * Causes events and checks that they arrive: sets a global variable, and originates a Local channel that calls no phone
   * and plays music on hold for a second.
   */
  private async checkEvents(ami: Ami, available: ReadonlySet<string>): Promise<readonly Finding[]> {
    const { clock, user } = this.options;
    const variable = { Variable: MARK, Value: String(clock.now()) };
    const channel = {
      Channel: 'Local/s@asteriskng-wait/n',
      Application: 'MusicOnHold',
      Data: ',1',
      Async: 'true',
    };
    const tried: Tried = {
      dialplan: await whyNotTried(ami, available, { name: 'Setvar', fields: variable }, 'call'),
      call: await whyNotTried(ami, available, { name: 'Originate', fields: channel }, 'originate'),
    };
    const end = clock.now() + EVENT_LIMIT_MS;
    while (isPending(this.received, tried) && clock.now() < end) await ami.send({ name: 'Ping' });
    return judgeEvents(this.received, tried, await console(ami, available, `manager show user ${user}`));
  }

  private async checkDialplan(ami: Ami, available: ReadonlySet<string>): Promise<readonly Finding[]> {
    if (!available.has('ShowDialPlan'))
      return [{ level: 'unseen', text: dialplanMessages.notLookedAt(rightMessages.lacks('reporting')) }];
    const { context, phones, outside, isOutsideExample: isExample } = this.options;
    const known = new Set<string>();
    for (const name of [...ourContexts, NEWEST_CONTEXT, context])
      if ((await shown(ami, { Context: name })) !== null) known.add(name);
    const lookedUp: LookedUp[] = [];
    const numbers = [
      ...phones.map(({ extension }) => [extension, extension] as const),
      [outside, null] as const,
    ];
    for (const [number, agent] of numbers) {
      const answer = await shown(ami, { Context: context, Extension: number });
      lookedUp.push({ number, agent, isExample, isFound: answer !== null && hasNumber(answer.events) });
    }
    return judgeDialplan({ known, agentsContext: context, lookedUp });
  }

  private async phones(ami: Ami, available: ReadonlySet<string>): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    const seen: PhoneSeen[] = [];
    const hidden: { extension: string; device: string }[] = [];
    for (const { extension, devices } of this.options.phones)
      for (const device of devices) {
        const phone = await phoneSeen(ami, available, device);
        seen.push(phone);
        if (phone.state === 'notAllowed') hidden.push({ extension, device });
        else findings.push(judgePhone(extension, device, phone.state));
      }
    const extension = hidden[0]?.extension ?? '';
    findings.push(
      ...judgeHidden(
        extension,
        hidden.map(({ device }) => device),
      ),
    );
    return [...findings, ...judgeContexts(seen, this.options.context)];
  }

  private async checkRouting(ami: Ami, available: ReadonlySet<string>): Promise<readonly Finding[]> {
    const { routing } = this.options;
    if (routing === null || !available.has('Getvar')) return [];
    const [url, key] = [await globalOf(ami, 'ASTERISKNG_URL'), await globalOf(ami, 'ASTERISKNG_ROUTING_KEY')];
    const isModuleAsked = available.has('ModuleCheck');
    const hasCurl = isModuleAsked
      ? (await sendUnlessRefused(ami, { name: 'ModuleCheck', fields: { Module: 'func_curl' } })) !== null
      : null;
    return [judgeRouting({ url, key, hasCurl }, routing)];
  }
}

async function checkVersion(ami: Ami, available: ReadonlySet<string>): Promise<readonly Finding[]> {
  if (!available.has('CoreSettings'))
    return [{ level: 'unseen', text: versionMessages.notLookedAt(rightMessages.lacks('system')) }];
  const answer = await sendUnlessRefused(ami, { name: 'CoreSettings' });
  return judgeVersion(answer?.response['AsteriskVersion'] ?? '');
}

/** A global variable of the dialplan; empty: it is not set. */
async function globalOf(ami: Ami, name: string): Promise<string> {
  return (
    (await sendUnlessRefused(ami, { name: 'Getvar', fields: { Variable: name } }))?.response['Value'] ?? ''
  );
}

async function phoneSeen(ami: Ami, available: ReadonlySet<string>, device: string): Promise<PhoneSeen> {
  const [technology, endpoint = ''] = device.split('/');
  if (technology !== 'PJSIP') return { device, state: 'unasked', context: null };
  if (!available.has('PJSIPShowEndpoint'))
    return { device, state: hasRight(available, 'system') ? 'noModule' : 'notAllowed', context: null };
  const answer = await sendUnlessRefused(ami, { name: 'PJSIPShowEndpoint', fields: { Endpoint: endpoint } });
  if (answer === null) return { device, state: 'unknown', context: null };
  const detail = answer.events.find(({ Event }) => Event === 'EndpointDetail');
  const state = detail?.['DeviceState'] === 'Unavailable' ? 'away' : 'there';
  return { device, state, context: detail?.['Context'] ?? null };
}

/** Sends ShowDialPlan. Null: there is no such context, or no such number in it. */
function shown(ami: Ami, fields: Readonly<Record<string, string>>): Promise<AmiAnswer | null> {
  return sendUnlessRefused(ami, { name: 'ShowDialPlan', fields });
}

/** Sends an action. @returns why it could not be tried; null: Asterisk accepted it */
async function whyNotTried(
  ami: Ami,
  available: ReadonlySet<string>,
  action: AmiAction,
  right: string,
): Promise<Message | null> {
  if (!available.has(action.name)) return rightMessages.lacks(right);
  return (await sendUnlessRefused(ami, action)) === null ? rightMessages.refused(action.name) : null;
}

/** Sends an action; null: Asterisk refuses it. */
async function sendUnlessRefused(ami: Ami, action: AmiAction): Promise<AmiAnswer | null> {
  try {
    return await ami.send(action);
  } catch (error) {
    if (error instanceof AmiFault && error.reason === 'refused') return null;
    throw error;
  }
}

/** Runs a console command and returns its output; null: the manager user may not run it, or there was no output. */
async function console(ami: Ami, available: ReadonlySet<string>, command: string): Promise<string | null> {
  if (!available.has('Command')) return null;
  const answer = await sendUnlessRefused(ami, { name: 'Command', fields: { Command: command } });
  return answer?.response['Output'] ?? null;
}
