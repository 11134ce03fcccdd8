import { CommandFault } from '../../../calls/CommandFault';
import type { AmiAction } from '../ami/Ami';
import type { LegView } from '../LegView';
import { setVariables } from './channelActions';
import { actionPlan, type ActionPlan } from './ActionPlan';

/** Mutes the agent. Asterisk sends no event for a mute, so the tracker reads it from the mark. */
export function mutePlan(leg: LegView, isMuted: boolean): ActionPlan {
  const mark = (on: boolean): ActionPlan['marks'] =>
    setVariables(leg.channel, { ASTERISKNG_MUTE: on ? '1' : '' });
  const State = isMuted ? 'on' : 'off';
  return actionPlan(
    { name: 'MuteAudio', fields: { Channel: leg.channel, Direction: 'in', State } },
    { marks: mark(isMuted), undo: mark(!isMuted) },
  );
}

/** One action for each digit, to be sent one after another: each lasts as long as its tone. */
export function dtmfActions(leg: LegView, digits: string): readonly AmiAction[] {
  const { peer } = leg;
  if (peer === null) throw new CommandFault('WrongPhase');
  return Array.from(digits, (Digit) => ({ name: 'PlayDTMF', fields: { Channel: peer.channel, Digit } }));
}
