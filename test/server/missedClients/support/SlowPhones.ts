import { abilities, type Ability, type CallCommand } from '../../../../protocol/CallCommand';
import type { CallEvent } from '../../../../server/calls/CallEvent';
import type { CallRecord } from '../../../../server/calls/CallRecord';
import { CommandFault } from '../../../../server/calls/CommandFault';
import type { Telephony, TelephonyListener } from '../../../../server/calls/Telephony';
import type { FakeTimer } from '../../../support/FakeTimer';

/** A call at the phone of an agent, from the moment at which the telephone system gets the agent's order. */
export interface PhoneCall {
  readonly id: string;
  readonly extension: string;
  readonly number: string;
  readonly startedAt: number;
  /** `ordered`: no event has shown it yet. */
  phase: 'ordered' | 'dialing' | 'talking';
  answeredAt: number | null;
}

/** How the telephone system takes an order: after how many ms it answers, refuses, and shows the call. */
export interface OrderPace {
  readonly answerMs: number;
  readonly isRefused: boolean;
  readonly beganMs: number;
}

/**
 * A telephone system that outlives the backend, and takes its time: its answer to an order may come before or after the event
 * that shows the call, and the record of a call in vain after the end of the call at the phones.
 */
export class SlowPhones implements Telephony {
  readonly name = 'slow';
  /** Calls that agents have ordered. */
  readonly calls = new Map<string, PhoneCall>();
  pace: OrderPace = { answerMs: 0, isRefused: false, beganMs: 0 };
  private listener: TelephonyListener | null = null;
  private begun = 0;

  constructor(
    private readonly timer: FakeTimer,
    /** The telephone system gets an order. */
    private readonly onOrder: (call: PhoneCall) => void,
  ) {}

  can(): ReadonlySet<Ability> {
    return new Set(abilities);
  }

  start(listener: TelephonyListener): Promise<void> {
    this.listener = listener;
    const live = [...this.calls.values()].filter(({ phase }) => phase !== 'ordered');
    for (const call of live) {
      this.say(call.extension, this.beganOf(call));
      if (call.answeredAt !== null)
        this.say(call.extension, { type: 'answered', id: call.id, at: call.answeredAt });
    }
    listener.link(true);
    listener.resynced(new Set(live.map(({ id }) => id)), this.timer.now());
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.listener = null;
    return Promise.resolve();
  }

  run(extension: string, command: CallCommand): Promise<void> {
    if (command.kind !== 'originate') throw new CommandFault('NotSupported');
    const { timer } = this;
    const { answerMs, isRefused, beganMs } = this.pace;
    const id = `own${(this.begun += 1)}`;
    const call: PhoneCall = {
      ...{ id, extension, number: command.target, startedAt: timer.now() },
      ...{ phase: 'ordered', answeredAt: null },
    };
    this.onOrder(call);
    this.calls.set(id, call);
    if (!isRefused)
      timer.after(beganMs, () => {
        call.phase = 'dialing';
        this.say(extension, this.beganOf(call));
      });
    return new Promise((resolve, reject) => {
      timer.after(answerMs, () => {
        if (isRefused) {
          this.calls.delete(id);
          reject(new CommandFault('AgentUnavailable'));
        } else resolve();
      });
    });
  }

  /** The client whom the agent calls answers. */
  answer(call: PhoneCall): void {
    if (call.phase !== 'dialing') return;
    call.phase = 'talking';
    call.answeredAt = this.timer.now();
    this.say(call.extension, { type: 'answered', id: call.id, at: call.answeredAt });
  }

  /** The agent's call is over. @param recordMs after how long the whole call is */
  end(call: PhoneCall, recordMs: number): void {
    if (call.phase === 'ordered') return;
    const { id, extension, number, startedAt, answeredAt } = call;
    this.calls.delete(id);
    const endedAt = this.timer.now();
    const reason = answeredAt === null ? 'noAnswer' : 'hungUp';
    this.say(extension, { type: 'ended', id, reason, at: endedAt });
    this.over(recordMs, {
      ...{
        id,
        direction: 'outbound',
        number,
        extension,
        extensions: [extension],
        via: null,
        recording: null,
      },
      ...{ outcome: answeredAt === null ? 'noAnswer' : 'answered', startedAt, answeredAt, endedAt },
    });
  }

  /** A client rings at these agents and gives up. @param recordMs as in `end` */
  miss(number: string, rung: readonly string[], recordMs: number): void {
    const at = this.timer.now();
    const whole = `in${(this.begun += 1)}`;
    for (const extension of rung) {
      const id = `${whole}.${extension}`;
      this.say(extension, { type: 'began', id, direction: 'inbound', phase: 'ringing', number, at });
      this.say(extension, { type: 'ended', id, reason: 'missed', at });
    }
    this.over(recordMs, {
      ...{ id: whole, direction: 'inbound', number, extension: null, extensions: [...rung], via: null },
      ...{ recording: null, outcome: 'missed', startedAt: at, answeredAt: null, endedAt: at },
    });
  }

  private over(afterMs: number, record: CallRecord): void {
    this.timer.after(afterMs, () => this.listener?.finished(record));
  }

  private beganOf({ id, number, startedAt }: PhoneCall): CallEvent {
    return { type: 'began', id, direction: 'outbound', phase: 'dialing', number, at: startedAt };
  }

  private say(extension: string, event: CallEvent): void {
    this.listener?.call(extension, event, { trace: event.id, at: this.timer.now() });
  }
}
