import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { stopProcess } from '../scripts/stopProcess';
import { freeTcpPort, freeUdpPort } from '../test/asterisk/support/freePort';
import { Pbx } from '../test/asterisk/support/Pbx';
import type { SipPhone } from '../test/asterisk/support/SipPhone';
import { AmiCounter } from './AmiCounter';
import { post } from './post';
import type { Row } from './Row';
import { startServer, type RunningServer } from './startServer';
import { monotonicMs, percentile, short } from './statistics';

/** Calls a second by sipp beside the measured ones, and how long each rate lasts, s. */
const RATES = [0, 1, 10, 50];
const SECONDS = 15;
/** Pause between measured calls, ms: long enough that sipp's calls are the load. */
const EVERY_MS = 200;
const AGENT = '104';

const answerSchema = v.object({
  content: v.object({
    result: v.object({
      result: v.looseObject({
        calls: v.array(v.object({ unique_id: v.string(), phase: v.string() })),
      }),
    }),
  }),
});

/** From what the client or the agent's phone says in SIP to the answer of the poll that waited, under load by sipp. */
export async function asteriskLag(): Promise<Row[]> {
  const pbx = await Pbx.start();
  const folder = mkdtempSync(join(tmpdir(), 'lag-'));
  const backend = await startBackend(pbx, folder);
  const eyes = new Eyes(backend.port);
  const counter = await AmiCounter.start(pbx);
  try {
    const phone = await pbx.phone(AGENT);
    const client = await pbx.client();
    await eyes.open();
    const rows: Row[] = [];
    for (const rate of RATES) {
      const load = rate === 0 ? null : await startLoad(pbx, folder, rate);
      const [before, began] = [counter.events, monotonicMs()];
      const samples = await measure(phone, client, eyes);
      const perSecond = ((counter.events - before) / (monotonicMs() - began)) * 1_000;
      const failed = (await load?.end()) ?? 0;
      rows.push({
        what: `SIP to the answered poll, ${rate} calls/s of sipp and ${1_000 / EVERY_MS} that are measured, p50 / p95 / p99 of ${samples.length}`,
        value: `${[0.5, 0.95, 0.99].map((share) => short(percentile(samples, share))).join(' / ')} ms`,
        against: `${short(perSecond)} events/s of Asterisk; ${failed} of ${rate * SECONDS} calls of sipp failed`,
      });
    }
    return rows;
  } finally {
    counter.close();
    eyes.close();
    await stopProcess(backend.child);
    await pbx.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The client calls, the agent answers, the client hangs up, again and again; each of the three is a sample, ms. */
async function measure(phone: SipPhone, client: SipPhone, eyes: Eyes): Promise<number[]> {
  const samples: number[] = [];
  const end = monotonicMs() + (SECONDS - 1) * 1_000;
  for (let next = monotonicMs() + EVERY_MS; monotonicMs() < end; next += EVERY_MS) {
    const ringing = eyes.see('RINGING');
    const out = await client.call(AGENT);
    // The INVITE has just left. The backend reports the call as soon as Asterisk calls the phone, before the phone reports ringing.
    const called = monotonicMs();
    samples.push((await ringing) - called);
    const call = await phone.incoming();
    const talking = eyes.see('CONVERSATION');
    const answered = monotonicMs();
    call.answer();
    samples.push((await talking) - answered);
    await out.until('up');
    const ended = eyes.see('ENDED');
    const hungUp = monotonicMs();
    void out.hangup();
    samples.push((await ended) - hungUp);
    await call.until('ended');
    await pause(Math.max(0, next - monotonicMs()));
  }
  return samples;
}

/** An agent's polls, one after the other; `see` gives the time when the last call is first seen in a phase. */
class Eyes {
  private readonly agent = new Agent({ keepAlive: true });
  private waits: { phase: string; seen: (at: number) => void } | null = null;
  private isOpen = true;

  constructor(private readonly port: number) {}

  /** Resolves once the backend has answered for the first time. */
  async open(): Promise<void> {
    let believed: object | null = await this.ask(null);
    void (async () => {
      while (this.isOpen) believed = await this.ask(believed).catch(() => null);
    })();
  }

  /** When the last call is in this phase, on the clock of `monotonicMs`. */
  see(phase: string): Promise<number> {
    return new Promise((seen) => {
      this.waits = { phase, seen };
    });
  }

  close(): void {
    this.isOpen = false;
    this.agent.destroy();
  }

  private async ask(current_status: object | null): Promise<object> {
    const text = await post(this.port, this.agent, 'get_agent_status', { current_status }, Number(AGENT));
    const at = monotonicMs();
    const { result } = v.parse(v.pipe(v.string(), v.parseJson(), answerSchema), text).content.result;
    if (this.waits !== null && result.calls.at(-1)?.phase === this.waits.phase) {
      this.waits.seen(at);
      this.waits = null;
    }
    return result;
  }
}

async function startBackend(pbx: Pbx, folder: string): Promise<RunningServer> {
  const { secret, ...ami } = pbx.ami('asteriskng');
  return startServer(
    folder,
    await freeTcpPort(),
    {
      agents: [{ email: `agent${AGENT}@example.com`, extension: AGENT, name: 'Agent' }],
      http: { limits: { requestsPerMinute: 100_000 } },
      telephony: { driver: 'asterisk', ami, context: 'internal' },
    },
    { ASTERISKNG_AMI_SECRET: secret },
  );
}

/** Clients by sipp, who call an agent without a phone. `end` gives the number of failed calls. */
async function startLoad(pbx: Pbx, folder: string, rate: number): Promise<{ end: () => Promise<number> }> {
  const statistics = join(folder, `load-${rate}.csv`);
  const child = spawn(
    'sipp',
    [
      ...['-sf', join(__dirname, 'sipp/caller.xml'), '-s', '801', '-i', '127.0.0.2'],
      ...['-p', String(await freeUdpPort('127.0.0.2')), `127.0.0.1:${pbx.places.sipPort}`],
      ...['-r', String(rate), '-m', String(rate * SECONDS), '-l', '3000', '-nostdin'],
      ...['-timeout', String(SECONDS + 15), '-trace_stat', '-stf', statistics, '-fd', '1'],
    ],
    { stdio: 'ignore', cwd: folder },
  );
  const gone = once(child, 'exit');
  return {
    end: async () => {
      await gone;
      const lines = readFileSync(statistics, 'utf8').trim().split('\n');
      const column = lines[0]?.split(';').indexOf('SuccessfulCall(C)') ?? -1;
      return rate * SECONDS - Number(lines.at(-1)?.split(';')[column]);
    },
  };
}
