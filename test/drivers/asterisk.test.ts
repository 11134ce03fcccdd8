import { parse } from 'valibot';
import { createLogger } from '../../server/http/createLogger';
import type { AmiMessage } from '../../server/telephony/asterisk/ami/AmiMessage';
import { asteriskSettingsSchema } from '../../server/telephony/asterisk/asteriskSettings';
import { createAsterisk } from '../../server/telephony/asterisk/createAsterisk';
import { FakeAsterisk, type FakeAction } from '../server/support/FakeAsterisk';
import { ChannelList } from '../server/telephony/asterisk/tracking/support/ChannelList';
import { Script } from '../server/telephony/asterisk/tracking/support/Script';
import { FakeTimer } from '../support/FakeTimer';
import { conformance } from './conformance';
import type { DriverSetUp } from './DriverSetUp';
import { passUntil } from './passUntil';

const AGENTS = ['101', '102'].map((extension) => ({
  email: `${extension}@example.com`,
  extension,
  name: extension,
}));

/** Asterisk with one call at a time: what is asked of it by AMI has its effect, if the call's two channels can show it. */
class PlayedAsterisk {
  private readonly channels = new ChannelList();
  private readonly script = new Script((message) => this.say(message));
  private calls = 0;
  /** Channels of the call that lives. */
  private live: string[] = [];

  constructor(readonly ami: FakeAsterisk) {
    ami.answerList('Status', () => this.channels.statuses);
    ami.answerList('ShowDialPlan', () => [
      { Event: 'ListDialplan', Context: 'from-internal', Extension: 'any', Priority: '1' },
    ]);
    ami.answer('Originate', (action) => {
      setImmediate(() => this.originated(action));
      return [{ Response: 'Success' }];
    });
    ami.answer('Hangup', () => {
      setImmediate(() => this.hangUp());
      return [{ Response: 'Success' }];
    });
  }

  calling(name: string, number: string, dialled: string): void {
    const [from, to] = this.open();
    this.script.calls(from, name, number, dialled).open(to, `PJSIP/101-${this.calls}`, '101', from);
    this.script.rings(from, to);
  }

  answer(): void {
    const [from = '', to = ''] = this.live;
    this.script.answers(from, to, `bridge-${this.calls}`);
  }

  hangUp(): void {
    for (const id of this.live.splice(0).reverse()) this.script.hangsUp(id);
  }

  private originated(action: FakeAction): void {
    const [id] = action['ChannelId'] ?? [];
    if (id === undefined) return;
    this.script.open(id, `PJSIP/101-o${this.calls}`);
    this.live.push(id);
  }

  private open(): readonly [string, string] {
    this.calls += 1;
    this.live = [`from-${this.calls}`, `to-${this.calls}`];
    return [`from-${this.calls}`, `to-${this.calls}`];
  }

  private say(message: AmiMessage): void {
    this.channels.take(message);
    this.ami.event(message);
  }
}

async function start(phones: object): Promise<DriverSetUp> {
  const [ami, timer] = [await FakeAsterisk.start(), new FakeTimer()];
  const asterisk = new PlayedAsterisk(ami);
  const { host, port, user, secret } = ami.settings;
  const telephony = createAsterisk(
    parse(asteriskSettingsSchema, { ami: { host, port, user }, secret, ...phones }),
    {
      agents: AGENTS,
      drafts: undefined,
      clock: timer,
      logger: createLogger('silent'),
      readFile: () => null,
    },
  );
  return {
    telephony,
    timer,
    agent: '101',
    colleague: '102',
    clientCalls: () => asterisk.calling('PJSIP/trunk-1', '79101234567', '700'),
    colleagueCalls: () => asterisk.calling('PJSIP/102-1', '102', '101'),
    answer: () => asterisk.answer(),
    callerHangsUp: () => asterisk.hangUp(),
    link: {
      cut: () => ami.stop(),
      callerHangsUpUnheard: () => asterisk.hangUp(),
      restore: async () => {
        await ami.restart();
        await passUntil(timer, () => ami.loggedIn > 0);
      },
    },
    close: () => ami.stop(),
  };
}

conformance('asterisk', () => start({}));
conformance('asterisk, with phones that are asked to answer and hold', () =>
  start({ answer: 'notify', hold: 'phone' }),
);
