import type { Clock } from '../../system/Clock';
import type { ActionPlan } from './actions/ActionPlan';
import type { EventPredicate } from './actions/EventPredicate';
import { isChannelGone } from './commandFaultOfAmi';
import type { EventWaiter } from './EventWaiter';
import type { LegView } from './LegView';
import { waitAtMost } from './runPlan';

/** The plan of a command for the agent's call as it is now; null: there is nothing to do. */
export type PlanOf = (leg: LegView) => ActionPlan | null;

/** What a command on an agent's call needs to run. */
export interface RunOnLegOptions {
  readonly events: Pick<EventWaiter, 'expect'>;
  readonly clock: Pick<Clock, 'after'>;
  /** The agent's call as it is now. Fails with `NoActiveCall` when it is over. */
  readonly legNow: () => LegView;
  readonly run: (plan: ActionPlan) => Promise<void>;
}

/** Asterisk takes one Local channel after another out of the way, and no call has many. */
const MOST_ROUNDS = 3;

/**
 * Runs a command on an agent's call. Between the agent and the other party there may be a Local channel for a moment (a queue's
 * `Local/101@agents`, a login by AgentLogin): once both hear each other Asterisk takes it out of the way and bridges the
 * two. A plan that names a half of it fails then with `No such channel`, though both talk on; it is made again for the
 * channel that has come in its place.
 */
export async function runOnLeg(options: RunOnLegOptions, planOf: PlanOf): Promise<void> {
  const { events, clock, legNow, run } = options;
  for (let round = 1; ; round += 1) {
    const { peer, ...leg } = legNow();
    const gone = events.expect(hangupOf(peer?.uniqueid ?? ''));
    try {
      const plan = planOf({ peer, ...leg });
      if (plan !== null) await run(plan);
      return;
    } catch (error) {
      const isHalf = peer?.channel.startsWith('Local/') === true;
      if (!isHalf || !isChannelGone(error) || round === MOST_ROUNDS) throw error;
      // The answer may come before the events that tell what has taken its place.
      await waitAtMost(clock, gone.seen);
      if (legNow().peer?.uniqueid === peer.uniqueid) throw error;
    } finally {
      gone.forget();
    }
  }
}

function hangupOf(uniqueid: string): EventPredicate {
  return (event) => event['Event'] === 'Hangup' && event['Uniqueid'] === uniqueid;
}
