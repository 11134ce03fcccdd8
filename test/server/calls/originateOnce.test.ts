import type { CallCommand } from '../../../protocol/CallCommand';
import { AgentStates } from '../../../server/calls/AgentStates';
import { CallService } from '../../../server/calls/CallService';
import { CommandFault } from '../../../server/calls/CommandFault';
import { unknownParty } from '../../../server/calls/Party';
import { Simulator } from '../../../server/telephony/simulator/Simulator';
import { FakeTimer } from '../../support/FakeTimer';

/** A telephone system that takes its time to accept a call. */
class SlowSimulator extends Simulator {
  /** Numbers that were to be called. */
  readonly asked: string[] = [];
  acceptNow = (): void => undefined;
  refuseNow: (error: Error) => void = () => undefined;

  override run(_extension: string, command: CallCommand): Promise<void> {
    if (command.kind === 'originate') this.asked.push(command.target);
    return new Promise((resolve, reject) => {
      this.acceptNow = resolve;
      this.refuseNow = reject;
    });
  }
}

const anna = { email: 'anna@example.com', extension: '101', name: 'Anna' };
const boris = { email: 'boris@example.com', extension: '102', name: 'Boris' };

let telephony: SlowSimulator;
let calls: CallService;

beforeEach(() => {
  const timer = new FakeTimer();
  telephony = new SlowSimulator(
    new Set(['101', '102']),
    { seed: 1, answerMs: 2_000, noAnswerMs: 20_000, talkMs: 0, door: false, without: [] },
    timer,
  );
  calls = new CallService(telephony, new AgentStates(timer, unknownParty), () => null);
});

test('of two new calls of one agent at the same time the second is refused', async () => {
  const first = calls.originate(anna, '5550123');
  const second = calls.originate(anna, '5550124');
  telephony.acceptNow();
  await expect(second).rejects.toEqual(new CommandFault('AgentBusy'));
  await first;
  expect(telephony.asked).toEqual(['5550123']);
});

test('a colleague may call at the same time, and the agent again after a refusal', async () => {
  const first = calls.originate(anna, '5550123');
  telephony.refuseNow(new CommandFault('AgentUnavailable'));
  await expect(first).rejects.toEqual(new CommandFault('AgentUnavailable'));
  const again = calls.originate(anna, '5550123');
  telephony.acceptNow();
  const theirs = calls.originate(boris, '5550125');
  telephony.acceptNow();
  await Promise.all([again, theirs]);
  expect(telephony.asked).toEqual(['5550123', '5550123', '5550125']);
});
