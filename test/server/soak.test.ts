import { MOST_CALLS } from '../../server/calls/trackCalls';
import { MOST_MISSED } from '../../server/calls/trackMissed';
import { TestBackend, turn, type FullStatus } from './support/startBackend';

const CALLS = 10_000;
const AGENTS = Array.from({ length: 5 }, (_, index) => ({
  email: `agent${index}@example.com`,
  extension: String(101 + index),
  name: `Agent ${index}`,
}));
const headersOf = ({ email }: { email: string }): object => ({
  amouser_email: email,
  amouser_id: 1,
  widget_version: '1.0.0',
});

test('ten thousand calls of several agents with polls held: afterwards nothing is left', async () => {
  const backend = await TestBackend.start({
    agents: AGENTS,
    telephony: { driver: 'simulator', answerMs: 200, noAnswerMs: 800, talkMs: 400 },
  });
  const { simulator } = backend.app;
  const extensions = AGENTS.map(({ extension }) => extension);
  const waiting: { result: FullStatus | 'waiting' }[] = [];
  let most = 0;
  let consultations = 0;
  for (let call = 0; call < CALLS; call += 1) {
    const agent = AGENTS[call % AGENTS.length]!;
    const number = `5550${1_000 + (call % 97)}`;
    switch (call % 5) {
      case 0:
        simulator.incoming(number, extensions, { givesUpMs: 300, answersItself: call % 2 === 0 });
        break;
      case 1:
        await backend.call('originate', { phone: number, command_id: `c${call}` }, headersOf(agent));
        break;
      case 2:
        simulator.incoming(number, [agent.extension], { answersItself: false, givesUpMs: 150 });
        break;
      case 3:
        simulator.colleagueCalls(extensions[(call + 1) % 5]!, agent.extension, true);
        break;
      default: {
        const talking = (await backend.live(headersOf(agent))).find(({ phase }) => phase === 'CONVERSATION');
        const params = { phone: number, unique_id: talking?.unique_id, command_id: `c${call}` };
        if (talking && (await backend.call('consult', params, headersOf(agent))) === null) consultations += 1;
      }
    }
    if (call % 20 === 0) {
      const status = await backend.fullStatus(headersOf(agent));
      waiting.push(backend.poll(status, headersOf(agent)));
      most = Math.max(most, status.calls.length);
      expect(status.calls.length).toBeLessThanOrEqual(MOST_CALLS);
      expect(status.missed.length).toBeLessThanOrEqual(MOST_MISSED);
    }
    await backend.timer.pass(100);
  }
  expect([most > 2, consultations > 100]).toEqual([true, true]);
  // Ended calls go after 20 s, remembered commands after five minutes.
  await backend.timer.pass(400_000);
  await turn();
  expect(waiting.filter(({ result }) => result === 'waiting')).toEqual([]);
  const health = (await backend.app.http.inject('/health')).json<{ waiting: number }>();
  expect([simulator.lineCount, backend.timer.pending, health.waiting]).toEqual([0, 0, 0]);
  for (const agent of AGENTS) expect((await backend.fullStatus(headersOf(agent))).calls).toEqual([]);
  await backend.app.close();
}, 240_000);
