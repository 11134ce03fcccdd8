import fc from 'fast-check';
import { ENDED_KEPT_MS } from '../../../protocol/timing';
import { anna, boris, TestBackend } from '../support/startBackend';

type Step = (backend: TestBackend) => unknown;

const NUMBERS = ['+79101234567', '5550123', '5550100', '5550101', '101', '102'];
const number = fc.constantFrom(...NUMBERS);
const who = fc.constantFrom(anna, boris);
const extension = fc.constantFrom('101', '102');

/** A command of the wire on one of the agent's calls, or on none. */
const command: fc.Arbitrary<Step> = fc
  .record({
    headers: who,
    method: fc.constantFrom(
      ...(['answer', 'reject', 'hangup', 'set_hold', 'set_mute', 'redirect', 'originate'] as const),
      ...(['consult', 'consult', 'complete_transfer', 'cancel_transfer', 'send_dtmf'] as const),
    ),
    index: fc.nat({ max: 3 }),
    phone: number,
    flag: fc.boolean(),
    twice: fc.boolean(),
    command_id: fc.option(fc.uuid(), { nil: undefined }),
  })
  .map(({ headers, method, index, phone, flag, twice, command_id }): Step => async (backend) => {
    const unique_id = (await backend.fullStatus(headers)).calls[index]?.unique_id ?? 'none';
    const params = { phone, unique_id, is_hold: flag, is_mute: flag, digits: '1', command_id };
    const send = (): Promise<unknown> => backend.call(method, params, headers);
    const answers = await Promise.all(twice && command_id !== undefined ? [send(), send()] : [send()]);
    // After a success the second request gets the same result; after a failure it may have run again.
    if (answers[0] === null) expect(new Set(answers).size).toBe(1);
    expect(answers).not.toContain('InternalError');
    expect(answers).not.toContain(410);
  });
const event: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(number, fc.boolean(), fc.constantFrom(0, 1_500)).map(
    ([from, answersItself, givesUpMs]): Step =>
      ({ app }) =>
        app.simulator.incoming(from, ['101', '102'], { answersItself, givesUpMs }),
  ),
  extension.map(
    (which): Step =>
      ({ app }) =>
        app.simulator.answer(which),
  ),
  extension.map(
    (which): Step =>
      ({ app }) =>
        app.simulator.farHangup(which),
  ),
  fc.tuple(extension, fc.boolean()).map(
    ([which, isHeld]): Step =>
      ({ app }) =>
        app.simulator.farHold(which, isHeld),
  ),
  fc.constantFrom('hold' as const, 'answer' as const, 'consult' as const).map(
    (which): Step =>
      ({ app }) =>
        app.simulator.refuseNext(which, 'AgentUnavailable'),
  ),
  fc.constantFrom(300, 3_000).map(
    (ms): Step =>
      ({ timer }) =>
        timer.pass(ms),
  ),
);

async function expectSound(backend: TestBackend): Promise<void> {
  let live = 0;
  for (const headers of [anna, boris]) {
    const { calls, status, call_info } = await backend.fullStatus(headers);
    const ids = calls.map(({ unique_id }) => unique_id);
    expect(new Set(ids).size).toBe(ids.length);
    const talking = calls.filter(({ phase }) => phase === 'CONVERSATION');
    expect(talking.filter(({ is_hold }) => !is_hold).length).toBeLessThanOrEqual(1);
    expect(status === 'CONVERSATION').toBe(talking.length > 0);
    if (call_info) expect(talking.map(({ unique_id }) => unique_id)).toContain(call_info.unique_id);
    for (const { consult_of } of calls)
      if (consult_of)
        expect(calls.find(({ unique_id }) => unique_id === consult_of)?.phase).not.toBe('ENDED');
    live += calls.filter(({ phase }) => phase !== 'ENDED').length;
  }
  expect(live).toBe(backend.app.simulator.lineCount);
}

test('with any commands and events, the status is that of the telephone system, and no state is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(command, event), { maxLength: 25 }), async (steps) => {
      const backend = await TestBackend.start();
      for (const step of steps) {
        await step(backend);
        await expectSound(backend);
      }
      for (let time = 0; time < 4; time += 1)
        for (const which of ['101', '102']) backend.app.simulator.farHangup(which);
      await backend.timer.pass(ENDED_KEPT_MS);
      expect([(await backend.fullStatus()).calls, (await backend.fullStatus(boris)).calls]).toEqual([[], []]);
      await backend.app.close();
      expect(backend.timer.pending).toBe(0);
    }),
    { numRuns: 100 },
  );
});
