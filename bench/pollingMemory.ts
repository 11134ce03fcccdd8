import { readFileSync } from 'node:fs';
import { start, untilWaiting } from './backendLoad';
import { PollingAgents } from './PollingAgents';
import type { Row } from './Row';
import { short } from './statistics';

const AGENTS = 10_000;
const POLLING_MS = 60_000;
const BUDGET_MB = 400;

/** Memory of the backend while very many agents poll for a minute, without a forced garbage collection. */
export async function pollingMemory(): Promise<Row[]> {
  return [
    ...(await polled('revision', 'current widgets')),
    ...(await polled('status', 'widgets that send the whole status back')),
  ];
}

async function polled(sends: 'revision' | 'status', widgets: string): Promise<Row[]> {
  const backend = await start('backendProcess.ts', String(AGENTS));
  const agents = new PollingAgents(backend.port, AGENTS, sends);
  await untilWaiting(backend.port, AGENTS);
  const [cpuBefore, answersBefore] = [cpuMs(backend.process.pid), agents.answers];
  await new Promise((resolve) => setTimeout(resolve, POLLING_MS));
  const cpu = cpuMs(backend.process.pid) - cpuBefore;
  const answers = agents.answers - answersBefore;
  const [end, peak] = ['VmRSS', 'VmHWM'].map((name) => statusOf(backend.process.pid, name) / 1e6);
  agents.stop();
  backend.process.disconnect();
  await agents.done;
  const name = `${AGENTS.toLocaleString('en-US')} agents poll for a minute, ${widgets}`;
  const row = (what: string, megabytes = Number.NaN): Row => ({
    what: `${name}: memory ${what}`,
    value: `${short(megabytes)} MB`,
    against: `budget ${BUDGET_MB} MB; ${short(megabytes / BUDGET_MB)} of it`,
  });
  return [
    row('at the end', end),
    row('at most', peak),
    {
      what: `${name}: CPU time of a poll`,
      value: `${short(cpu / answers)} ms`,
      against: `${answers.toLocaleString('en-US')} polls`,
    },
  ];
}

/** A figure of `/proc/<pid>/status`, bytes. */
function statusOf(pid: number | undefined, name: string): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]) * 1_024;
}

/** CPU time of the process until now, ms; the kernel counts it in ticks of 10. */
function cpuMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
