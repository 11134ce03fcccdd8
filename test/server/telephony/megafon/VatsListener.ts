import type { CallEvent } from '../../../../server/calls/CallEvent';
import type { CallRecord } from '../../../../server/calls/CallRecord';
import type { TelephonyListener } from '../../../../server/calls/Telephony';
import { createMegafon } from '../../../../server/telephony/megafon/createMegafon';
import { createLogger } from '../../../../server/http/createLogger';
import type { Agent } from '../../../../server/calls/Agent';
import type { Colleague } from '../../../../server/calls/Colleague';
import type { MegafonTelephony } from '../../../../server/telephony/megafon/MegafonTelephony';
import { megafonSettingsSchema } from '../../../../server/telephony/megafon/megafonSettings';
import { readPushFields } from '../../../../server/telephony/megafon/wire/readPushFields';
import { readPush } from '../../../../server/telephony/megafon/pushes/readPush';
import { parse } from 'valibot';
import { FakeTimer } from '../../../support/FakeTimer';
import { writePush, type PushFields } from '../../../support/megafon/vatsPushes';
import { TOKEN } from './startMegafon';

/** An agent with this extension. */
const agentWith = (extension: string): Agent => ({
  email: `${extension}@example.com`,
  extension,
  name: extension,
});

/** The driver alone, with its reports. */
export class VatsListener implements TelephonyListener {
  readonly events: [extension: string, event: CallEvent][] = [];
  readonly records: CallRecord[] = [];
  readonly links: boolean[] = [];
  /** Ids of the calls that live, as reported with each connection. */
  readonly live: string[][] = [];
  readonly log: string[] = [];
  colleagues: readonly Colleague[] = [];
  readonly telephony: MegafonTelephony;

  /** @param settings besides address, key and token */
  constructor(
    address: string,
    settings: object = {},
    readonly timer = new FakeTimer(),
    key = 'vats-key-of-the-test',
  ) {
    const known = { users: { '701': 'andy', '704': 'vera' }, historyMinutes: 0, ...settings };
    this.telephony = createMegafon(
      parse(megafonSettingsSchema, { address, key, crmToken: TOKEN, ...known }),
      {
        clock: this.timer,
        logger: createLogger('trace', { write: (line: string) => void this.log.push(line) }),
        onColleagues: (colleagues) => (this.colleagues = colleagues),
        onPresence: () => undefined,
        agents: [agentWith('701'), agentWith('704')],
      },
    ).telephony;
  }

  /** Takes the pushes one after another, as they would come in. */
  take(...pushes: readonly PushFields[]): boolean[] {
    return pushes.map((fields) => {
      const push = readPush(
        readPushFields(writePush(fields, TOKEN).body, (form) => new URLSearchParams(form))!,
      );
      if (push.kind !== 'event' && push.kind !== 'history') throw new Error(`it is ${push.kind}`);
      return this.telephony.handlePush(push);
    });
  }

  /** The events of this extension's calls, in short. */
  story(extension: string): string[] {
    return this.events.flatMap(([reported, event]) =>
      reported === extension ? [event.type === 'ended' ? `ended ${event.reason}` : event.type] : [],
    );
  }

  call(extension: string, event: CallEvent): void {
    this.events.push([extension, event]);
  }

  /** Journals are looked at where they are written. */
  closed(): void {
    return;
  }

  finished(record: CallRecord): void {
    this.records.push(record);
  }

  resynced(liveIds: ReadonlySet<string>): void {
    this.live.push([...liveIds]);
  }

  link(isUp: boolean): void {
    this.links.push(isUp);
  }
}
