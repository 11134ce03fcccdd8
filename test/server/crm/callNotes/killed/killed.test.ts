import { CallMarks } from '../../../../../server/crm/callLog/CallMarks';
import { bundleProgram } from '../../../../support/bundleProgram';
import { identitySection } from '../../../support/amoToken';
import { expectOnce } from '../expectOnce';
import { KilledNotes } from './KilledNotes';
import { notePlan } from './NotePlan';
import { NoteWorld } from './NoteWorld';

const marks = new CallMarks([identitySection.secrets]);

/** Set by jest.config.js for `npm run test.long`. */
const isLong = 'IS_LONG' in globalThis;

/** Those of the short run: between them processes die in each kind of step. */
const SHORT = [6, 12, 24, 27, 29];

/** Those of the long run. */
const LONG = Array.from({ length: 50 }, (_none, index) => 5_001 + index);

/** Schedules at a time; they mostly wait. */
const AT_ONCE = 2;

// It only ends a test that hangs: a busy machine takes half a minute for a schedule.
jest.setTimeout(isLong ? 1_800_000 : 600_000);

/** What one schedule has shown. */
interface Played {
  /** What is different from what should be; null: nothing. */
  readonly fault: string | null;
  /** How many words were typed, outcomes chosen, and processes killed. */
  readonly counts: { readonly typed: number; readonly chosen: number; readonly kills: number };
}

async function playedWith(program: string, seed: number): Promise<Played> {
  const plan = notePlan(seed);
  const world = await NoteWorld.open(program, plan);
  const notes = new KilledNotes(plan, world);
  let fault: string | null = null;
  try {
    await notes.play();
    expectOnce(world.amo.account, marks, notes.said);
    expect(world.violations).toEqual([]);
  } catch (cause) {
    fault = `NOTES_SEED=${seed}: ${String(cause)}\n${JSON.stringify(plan)}`;
  } finally {
    await world.close();
  }
  const { typed, choice } = notes.said;
  const counts = { typed: typed.length, chosen: Number(choice !== null), kills: world.backend.kills };
  return { fault, counts };
}

test('real processes that are killed: one entry, one note, one outcome, one task, and nothing typed is lost', async () => {
  const program = await bundleProgram('test/server/crm/callNotes/killed/backendAhead.ts');
  // Others, and one that has failed, are played by their seeds.
  const seeds = process.env['NOTES_SEED']?.split(',').map(Number) ?? [...(isLong ? LONG : SHORT)];
  const all: Played[] = [];
  const play = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift())
      all.push(await playedWith(program, seed));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, play));
  expect(all.flatMap(({ fault }) => fault ?? [])).toEqual([]);
  const sum = (of: keyof Played['counts']): number =>
    all.reduce((total, { counts }) => total + counts[of], 0);
  // Agents who are offered no note write none, so a schedule alone may have nothing to lose.
  if (all.length >= SHORT.length)
    expect(Math.min(sum('typed'), sum('chosen'), sum('kills'))).toBeGreaterThan(0);
});
