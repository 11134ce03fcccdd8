import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pino from 'pino';
import * as v from 'valibot';
import { agentStatusSchema, type AgentStatus } from '../protocol/agentStatus';
import { encodeRequest } from '../protocol/encodeRequest';
import { decodeResponse } from '../protocol/response';
import { parseConfiguration } from '../server/config/Configuration';
import type { App } from '../server/App';
import { createApp } from '../server/createApp';
import { simulatorOf } from '../server/telephony/simulator/simulatorOf';
import { CallControl } from '../src/domain/calls/CallControl';
import { Callers } from '../src/domain/calls/Callers';
import { PopupList } from '../src/domain/notifications/PopupList';
import { toReport } from '../src/infrastructure/rpc/toReport';
import { FakeTimer } from '../test/support/FakeTimer';
import type { Row } from './Row';
import { short } from './statistics';

const WARM_UP = 2_000;
const CALLS = 10_000;
const KEY = 'a-key-of-the-benchmark';
const agent = { email: 'anna@example.com', extension: '101', name: 'Anna' };

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Does memory grow with the calls? One agent's 10,000 calls from new numbers, in the backend and in a tab's state. */
export async function callMemory(): Promise<Row[]> {
  const timer = new FakeTimer();
  const configuration = parseConfiguration({
    secretKeys: [KEY],
    agents: [agent],
    telephony: { driver: 'simulator' },
  });
  const app = await createApp(configuration, { clock: timer, logger: pino({ level: 'silent' }) });
  const simulator = simulatorOf(app);
  if (simulator === null) throw new Error('no simulator');
  await app.start();
  const tab = createTab(timer);
  const heaps: number[] = [];
  for (let call = 1; call <= CALLS; call += 1) {
    simulator.incoming(`+7910${1_000_000 + call}`, [agent.extension], { answersItself: false });
    tab.take(await status(app));
    if (call % 3 > 0) simulator.answer(agent.extension);
    await timer.pass(1_000);
    simulator.farHangup(agent.extension);
    tab.take(await status(app));
    await timer.pass(9_000);
    if (call === WARM_UP || call === CALLS) heaps.push(usedHeap());
  }
  const [before = 0, after = 0] = heaps;
  await timer.pass(3_600_000);
  await app.close();
  return [
    {
      what: `heap of the backend and a tab's state after ${CALLS} calls`,
      value: `${short(after / 1e6)} MB`,
      against: `${short(after / before)} × after ${WARM_UP} calls`,
    },
    {
      what: 'timers left an hour after the last call',
      value: String(timer.pending),
      against: 'none were set',
    },
  ];
}

/** The agent's status over the wire, as a tab without a revision gets it. */
async function status(app: App): Promise<AgentStatus> {
  const headers = { amouser_email: agent.email, amouser_id: 1, widget_version: '1.0.0' };
  const json = encodeRequest(headers, 1, 'get_agent_status', { current_status: null });
  const { body } = await app.http.inject({
    method: 'POST',
    url: `/?secret_key=${KEY}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ json }).toString(),
  });
  const reply = decodeResponse(body, 1);
  return v.parse(agentStatusSchema, reply.kind === 'result' ? reply.value : null);
}

function createTab(timer: FakeTimer) {
  const none = { send: nothing, sendDtmf: nothing, clearMissed: nothing };
  const calls = new CallControl(none, timer);
  const unknown = { name: null, contactId: null, company: null, responsible: null, matches: [] };
  const callers = new Callers({ find: () => Promise.resolve(unknown) }, timer, () => undefined);
  const popups = new PopupList(timer);
  calls.board.subscribe((board) => {
    popups.setBoard(board);
    callers.lookUp(board);
  });
  return {
    take: (status: Parameters<typeof toReport>[0]) => {
      calls.report(toReport(status, timer.now()));
    },
  };
}

function nothing(): Promise<void> {
  return Promise.resolve();
}

function usedHeap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
