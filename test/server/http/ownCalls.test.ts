import { methods } from '../../../protocol/methods';
import { boris, TestBackend } from '../support/startBackend';

let backend: TestBackend;

beforeEach(async () => {
  backend = await TestBackend.start();
});
afterEach(() => backend.app.close());

const CLIENT = '+79101234567';
/** Parameters of each command that names a call, besides the call. */
const COMMANDS = {
  redirect: { phone: '5550123' },
  set_mute: { is_mute: true },
  set_hold: { is_hold: true },
  hangup: {},
  answer: {},
  reject: {},
  consult: { phone: '5550123' },
  complete_transfer: {},
  cancel_transfer: {},
  send_dtmf: { digits: '1' },
} as const;
type Command = keyof typeof COMMANDS;
const commands = Object.keys(COMMANDS) as Command[];

/** Calls that Anna may have. */
const SITUATIONS: Readonly<Record<string, (backend: TestBackend) => Promise<string>>> = {
  'a call that rings': async (backend) => {
    backend.app.simulator.incoming(CLIENT, ['101'], { answersItself: false });
    return (await backend.live())[0]!.unique_id;
  },
  'a conversation': (backend) => backend.answerCall(CLIENT),
  'a consultation': async (backend) => {
    const unique_id = await backend.answerCall(CLIENT);
    await backend.call('consult', { phone: '5550123', unique_id });
    await backend.timer.pass(2_400);
    return unique_id;
  },
};

test('the table has every method that names a call', () => {
  const naming = Object.entries(methods).filter(([, { params }]) => 'unique_id' in params.entries);
  // A contact is chosen, or made, and notes are written, in amoCRM, which this backend does not have: see
  // test/attacks/cards.test.ts, test/server/crm/clientMade.test.ts and test/server/crm/callNotes/onWire.test.ts. Recordings are
  // asked for by the whole call: test/attacks/history.test.ts.
  expect(naming.map(([method]) => method).sort()).toEqual(
    [
      ...commands,
      'choose_contact',
      'client_made',
      'extend_wait',
      'get_note',
      'get_recording',
      'save_note',
      'set_outcome',
    ].sort(),
  );
});

test.each(
  Object.keys(SITUATIONS).flatMap((situation) => commands.map((command) => [command, situation] as const)),
)(
  '%s on %s of a colleague does nothing, whether the agent has a call or none',
  async (command, situation) => {
    const unique_id = await SITUATIONS[situation]!(backend);
    const before = await backend.fullStatus();
    const ask = (): Promise<unknown> => backend.call(command, { ...COMMANDS[command], unique_id }, boris);
    expect(await ask()).toBe('NoActiveCall');
    await backend.answerCall('5550777', boris, '102');
    const own = await backend.fullStatus(boris);
    expect(await ask()).toBe('NoActiveCall');
    await backend.timer.pass(0);
    expect((await backend.fullStatus()).revision).toBe(before.revision);
    expect((await backend.fullStatus(boris)).revision).toBe(own.revision);
  },
);

test("a colleague's missed calls can't be cleared", async () => {
  backend.app.simulator.incoming(CLIENT, ['101'], { answersItself: false, givesUpMs: 1_000 });
  await backend.timer.pass(1_000);
  const { missed } = await backend.fullStatus();
  expect(missed).toHaveLength(1);
  expect(await backend.call('clear_missed', { unique_ids: [missed[0]!.unique_id] }, boris)).toBeNull();
  expect((await backend.fullStatus()).missed).toEqual(missed);
});

test("command keys are separate for each agent: a colleague's command with the same key runs too", async () => {
  const unique_id = await backend.answerCall(CLIENT);
  const params = { unique_id, is_mute: true, command_id: 'same' };
  expect(await backend.call('set_mute', params)).toBeNull();
  expect(await backend.call('set_mute', params, boris)).toBe('NoActiveCall');
});
