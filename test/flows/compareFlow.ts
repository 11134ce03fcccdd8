import { until } from '../asterisk/support/until';
import { comparePast } from './comparePast';
import { compareRecords, type Difference } from './compareRecords';
import { expectedLine } from './expectedLine';
import { AGENTS, expectedRecord, type Agent } from './expectedRecords';
import { expectedMissed, type ExpectedMissed } from './expectedMissed';
import { comparable } from './expectedScreens';
import { describeFlow } from './describeFlow';
import type { Flow } from './Flow';
import type { FlowExpected } from './FlowExpected';
import type { FlowOffice, Logged } from './FlowOffice';
import { playFlow } from './playFlow';
import type { Timeline } from './Timeline';

const LIMIT_MS = 15_000;

export interface FlowResult {
  readonly flow: Flow;
  readonly differences: readonly Difference[];
  readonly expected: FlowExpected;
  /** How many of its steps were begun. */
  readonly begun: number;
  /** How late the agents' screens were right after each step, ms. */
  readonly lateness: readonly number[];
  /** When it began, ms since 1970, and all that its phones have had. */
  readonly since: number;
  readonly timeline: Timeline;
  /** A fault of Asterisk itself that has stopped the flow, so that it proves nothing; null: none has. */
  readonly limit: 'music after parking' | null;
}

/**
 * Plays the flow in the office and compares. After the difference `open` the office can't be used: a call of it never ended.
 * @param isAlone it does not depend on the flow before
 */
export async function runFlow(office: FlowOffice, flow: Flow, isAlone = false): Promise<FlowResult> {
  const since = Date.now();
  office.begin(flow, isAlone);
  const before = office.waiting;
  office.endsWith(null);
  const played = await playFlow(office, flow.steps);
  const differences: Difference[] = played.wrongScreens.map(({ after, text }) => ({
    kind: 'screen',
    text: `after "${after}": ${text}`,
  }));
  if (played.stuck !== null) differences.push({ kind: 'stuck', text: played.stuck });
  if (office.backend.isAway) {
    await office.backend.comeBack();
    office.watch.setAway(false);
  }
  const timeline = office.watch.timeline();
  const expected: FlowExpected = {
    client: office.watch.clientNumber,
    record: expectedRecord(timeline),
    screens: played.wrongScreens.map(({ agent, at, shows }) => ({ agent, at, shows })),
    missed: differences.length === 0 ? expectedMissed(timeline) : [],
  };
  const { begun, lateness } = played;
  let logged: readonly Logged[];
  try {
    logged = await office.settle();
  } catch (error) {
    differences.push({ kind: 'open', text: (error as Error).message });
    return { flow, differences, expected, begun, lateness, since, timeline, limit: null };
  }
  // What was hung up for it was no part of the flow.
  if (differences.length === 0) {
    const by = (agent: Agent): string => office.extension(agent);
    const found = [...compareRecords(expected.record, logged, expected.client, by)];
    for (const one of expected.missed) found.push(...(await compareMissed(office, one)));
    const line = expectedLine(timeline, expected.record, before);
    if (line !== null) found.push(...(await compareLine(office, before, line)));
    found.push(...(await comparePast(office, timeline, logged, since)));
    if (found.length === 0) office.endsWith(line);
    differences.push(...found);
  }
  for (const agent of AGENTS) {
    const left = await office.backend.screen(office.extension(agent));
    if (left.length > 0) differences.push({ kind: 'left', text: `${agent} still sees [${left.join(', ')}]` });
  }
  await office.clearMissed();
  return { flow, differences, expected, begun, lateness, since, timeline, limit: null };
}

/** The record may be in amoCRM before the last phone has ceased to ring. */
async function compareMissed(
  office: FlowOffice,
  { agent, numbers, vague }: ExpectedMissed,
): Promise<readonly Difference[]> {
  const isClear = (one: string): boolean => !vague.includes(one);
  let seen: readonly string[] = [];
  const isRight = async (): Promise<boolean> => {
    const calls = await office.backend.missed(office.extension(agent));
    seen = calls.map(({ contact_phone }) => comparable(contact_phone)).sort();
    return seen.filter(isClear).join() === numbers.filter(isClear).join();
  };
  return until('the missed calls are right', isRight, LIMIT_MS).then(
    () => [],
    () => [{ kind: 'missed', text: `${agent} has missed [${seen.join()}], should be [${numbers.join()}]` }],
  );
}

/** Is the client in the company's list of missed calls, if they wait to be called back, and with how many calls? */
async function compareLine(
  office: FlowOffice,
  before: number,
  wanted: number,
): Promise<readonly Difference[]> {
  let seen = -1;
  const isRight = async (): Promise<boolean> => {
    seen = await office.backend.waiting(office.extension('anna'), office.watch.clientNumber);
    return seen === wanted;
  };
  const text = (): string =>
    `${seen} calls in vain in the company's list, should be ${wanted}, were ${before}`;
  return until('the line is right', isRight, LIMIT_MS).then(
    () => [],
    () => [{ kind: 'waiting', text: text() }],
  );
}

/** For people: the flow and what differed. */
export function describeResult({ flow, differences }: FlowResult): string {
  return [
    `seed ${flow.seed} (${flow.kind}): ${describeFlow(flow)}`,
    ...differences.map(({ kind, text }) => `  ${kind}: ${text}`),
  ].join('\n');
}
