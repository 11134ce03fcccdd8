import { until } from '../asterisk/support/until';
import { describeStep } from './describeFlow';
import { AGENTS, type Agent } from './expectedRecords';
import { expectedScreen, fits } from './expectedScreens';
import type { Step } from './Flow';
import type { FlowOffice } from './FlowOffice';
import { FlowPlayer } from './FlowPlayer';
import { wrongCall } from './wrongCall';

/** A screen that does not come: the machine may be slow. */
const LIMIT_MS = 15_000;
/** Each look at a screen is a request. */
const ASK_EVERY_MS = 50;

/** A screen that was not as it should have been. */
export interface WrongScreen {
  readonly agent: Agent;
  /** What it should have shown, and when it was looked at last, ms since 1970. */
  readonly shows: readonly string[];
  readonly at: number;
  readonly after: string;
  readonly text: string;
}

/** What came of the steps. */
export interface Played {
  readonly wrongScreens: readonly WrongScreen[];
  /** The step that could not be done, and why; null: all were. */
  readonly stuck: string | null;
  /** How many steps were begun: after a wrong screen no further one is. */
  readonly begun: number;
  /** How late the screens were right, ms: of each step the latest. */
  readonly lateness: readonly number[];
}

/** Does the steps in the office, and looks at the agents' screens after each. */
export async function playFlow(office: FlowOffice, steps: readonly Step[]): Promise<Played> {
  const player = new FlowPlayer(office);
  const wrongScreens: WrongScreen[] = [];
  const lateness: number[] = [];
  let begun = 0;
  for (const step of steps) {
    begun += 1;
    try {
      await player.play(step);
    } catch (error) {
      const stuck = `${describeStep(step)}: ${(error as Error).message}`;
      return { wrongScreens, stuck, begun, lateness };
    }
    if (office.backend.isAway) continue;
    const { wrong, late } = await checkScreens(office, step);
    wrongScreens.push(...wrong);
    lateness.push(late);
    if (wrong.length > 0) break;
  }
  return { wrongScreens, stuck: null, begun, lateness };
}

/** Waits until each agent's screen shows what the phones have. */
async function checkScreens(
  office: FlowOffice,
  step: Step,
): Promise<{ readonly wrong: readonly WrongScreen[]; readonly late: number }> {
  const wrong: WrongScreen[] = [];
  const since = Date.now();
  for (const agent of AGENTS) {
    let text = '';
    let shows: readonly string[] = [];
    const isRight = async (): Promise<boolean> => {
      const { entries: seen, calls } = await office.backend.shown(office.extension(agent));
      const wanted = expectedScreen(office.watch.timeline(), agent, (one) => office.numberOf(one));
      shows = wanted;
      text = `${agent} sees [${seen.join(', ')}], the phone has [${wanted.join(', ')}]`;
      if (!fits(wanted, seen)) return false;
      const wrongOne = calls.map((call) => wrongCall(office, call)).find((one) => one !== null);
      if (wrongOne !== undefined) text = `${agent} sees ${wrongOne}`;
      return wrongOne === undefined;
    };
    await until('the screen is right', isRight, LIMIT_MS, ASK_EVERY_MS).catch(() => {
      wrong.push({ agent, shows, at: Date.now(), after: describeStep(step), text });
    });
  }
  return { wrong, late: Date.now() - Math.max(since, office.watch.changedAt) };
}
