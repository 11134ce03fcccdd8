import { parseArgs } from 'node:util';
import { describeResult, type FlowResult } from './compareFlow';
import { countFeatures } from './countFeatures';
import { extras, kinds } from './Flow';
import { FlowLab } from './FlowLab';
import { generateFlow } from './generateFlow';
import { keepShrunk } from './keepShrunk';
import type { Far } from './officeDialplan';
import { latestOf, withLate } from './withLate';

const fars: readonly Far[] = ['pjsip', 'sip'];

/** Of all flows at most this share may be stopped by faults of Asterisk itself. */
const MOST_LIMITED = 0.01;

/** A line of progress after so many flows. */
const PROGRESS_EACH = 100;

const USAGE = `npm run test.calls -- [--count N] [--seed S] [--only kind,…] [--often extra,…] [--offices N] [--far sip] [--shrink] [--pairs] [--until-found]
  --count        flows to play, by the seeds from S on; 20
  --seed         the first seed; 1
  --only         kinds: ${kinds.join()}
  --often        extras that happen wherever they can: ${extras.join()}
  --offices      how many play at once; 16
  --far          how the client's phone is reached: ${fars.join()} (sip with ASTERISK_SERIES=16)
  --shrink       looks for the shortest flow with each difference, and writes it as a fixture of the pure tests
  --pairs        counts pairs of features as well
  --until-found  ends with the first difference
CONTRIBUTING says how to read what is printed.`;

/** `npm run test.calls`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      often: { type: 'string' },
      offices: { type: 'string', default: '16' },
      far: { type: 'string', default: 'pjsip' },
      shrink: { type: 'boolean', default: false },
      pairs: { type: 'boolean', default: false },
      'until-found': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const only = values.only === undefined ? kinds : chosen(kinds, values.only);
  const often = values.often === undefined ? [] : chosen(extras, values.often);
  const [count, seed] = [toCount(values.count), toSeed(values.seed)];
  const flows = Array.from({ length: count }, (_, index) => generateFlow(seed + index, only, often));
  const results: FlowResult[] = [];
  const offices = Math.min(toCount(values.offices), count);
  const again = againText(values);
  const lab = await FlowLab.open(offices, toFar(values.far));
  const since = Date.now();
  try {
    const wrong: FlowResult[] = [];
    const onResult = (played: FlowResult): void => {
      const result = withLate(played);
      results.push(result);
      if (results.length % PROGRESS_EACH === 0)
        console.error(`${results.length} of ${count} flows after ${secondsSince(since)} s`);
      if (result.limit !== null)
        console.log(`seed ${result.flow.seed}: ${result.limit}, by Asterisk itself (docs/CALLS.md)`);
      if (result.differences.length === 0) return;
      if (values['until-found'] && isTelling(result) && !wrong.some(isTelling))
        console.log(`found after ${results.length} flows`);
      wrong.push(result);
      console.log(describeResult(result));
      console.log(`  again: npm run test.calls -- --count 1 --seed ${result.flow.seed}${again}`);
      console.log(`  kept: ${lab.keep(result).join(', ')}`);
    };
    await lab.play(flows, onResult, () => values['until-found'] && wrong.some(isTelling));
    const seconds = secondsSince(since);
    if (values.shrink) {
      for (const one of wrong) await keepShrunk(lab, one, console.log, console.error);
    }
    console.log(
      countFeatures(
        results.map(({ flow }) => flow),
        values.pairs,
      ),
    );
    const { text, isRight } = screensOf(results);
    const limited = results.filter(({ limit }) => limit !== null).length;
    const isEnough = limited <= Math.max(1, MOST_LIMITED * results.length);
    console.log(
      `${results.length} flows in ${seconds} s, ${wrong.length} with differences, ${limited} stopped by Asterisk itself; ${text}`,
    );
    if (wrong.length > 0 || !isRight || !isEnough) process.exitCode = 1;
  } finally {
    await lab.close();
  }
}

const secondsSince = (since: number): number => Math.round((Date.now() - since) / 1_000);

/** Did something differ, and was not only a step impossible, as on a machine that is too busy? */
const isTelling = ({ differences }: FlowResult): boolean => differences.some(({ kind }) => kind !== 'stuck');

/** A screen may be this late, ms, and a machine that is too busy for a moment makes so few of them later. */
const [IN_TIME_MS, FEW] = [1_000, 0.01];

function screensOf(results: readonly FlowResult[]): { readonly text: string; readonly isRight: boolean } {
  const lateness = results.flatMap((result) => result.lateness);
  const late = lateness.filter((ms) => ms > IN_TIME_MS).length;
  const latest = results.reduce((one, other) => (latestOf(other) > latestOf(one) ? other : one));
  const text = `${late} of ${lateness.length} screens later than ${IN_TIME_MS} ms, the latest ${latestOf(latest)} ms in seed ${latest.flow.seed}`;
  return { text, isRight: late <= FEW * lateness.length };
}

function chosen<Name extends string>(all: readonly Name[], names: string): readonly Name[] {
  return names.split(',').map((name) => {
    const found = all.find((one) => one === name);
    if (found === undefined) throw new Error(`there is no ${name}: ${all.join()}`);
    return found;
  });
}

function toFar(name: string): Far {
  const far = fars.find((one) => one === name);
  if (far === undefined) throw new Error(`there is no far end over ${name}: ${fars.join()}`);
  return far;
}

/** With which options the same seed is the same flow. */
function againText({ only, often, far }: Partial<Record<'only' | 'often' | 'far', string>>): string {
  const given = { only, often, far: far === 'pjsip' ? undefined : far };
  return Object.entries(given)
    .map(([name, value]) => (value === undefined ? '' : ` --${name} ${value}`))
    .join('');
}

function toSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${text} is not a whole number from 1 on`);
  return Number(text);
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
