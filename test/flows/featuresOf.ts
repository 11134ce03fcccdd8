import type { Dialled, Flow, Step } from './Flow';
import { isLine } from './officeDialplan';

/** What occurs in a flow, for the counts. */
export function featuresOf({ kind, steps }: Flow): readonly string[] {
  return [...new Set([kind, ...steps.flatMap(featureOf)])];
}

function featureOf(step: Step): readonly string[] {
  switch (step.do) {
    case 'refuse':
      return [step.code === 486 ? 'busy' : 'refused'];
    case 'transfer':
      return [`transfer by ${step.how}`, ...placeOf('transfer', step.to)];
    case 'consult':
      return [`consultation by ${step.how}`, ...placeOf('consultation', step.to)];
    case 'leave':
      return ['leaves before the answer by keys'];
    case 'returns':
      return ['returns to the agent'];
    case 'key':
      return [KEYS[step.key]];
    case 'tooEarly':
      return [`${step.ask} before the answer on the screen`];
    case 'screen':
      return step.ask === 'resume' || step.ask === 'unmute' ? [] : [`${step.ask} on the screen`];
    case 'click':
      return ['originate on the screen'];
    case 'backend':
      return step.what === 'start' ? [] : [`backend ${step.what}`];
    case 'forward':
    case 'giveUp':
    case 'hold':
    case 'join':
    case 'ringsOut':
    case 'retrieve':
      return [step.do];
    case 'pickup':
      return [`pickup ${step.how}`];
    case 'park':
      return [`park by ${step.how}`];
    case 'call':
    case 'press':
    case 'rings':
    case 'answer':
    case 'talk':
    case 'ends':
    case 'swap':
    case 'hears':
    case 'enter':
    case 'reachesVoicemail':
    case 'originate':
    case 'hangup':
      return [];
  }
}

const KEYS = {
  '*1': 'complete by keys',
  '*3': 'cancel by keys',
  '*5': 'three talk or swap by keys',
  '*6': 'three talk or swap by keys',
} as const;

function placeOf(what: 'transfer' | 'consultation', to: Dialled): readonly string[] {
  if (to === 'absent') return [`${what} to an absent phone`];
  if (to === 'mobile') return [`${what} to a number outside`];
  return isLine(to) ? [`${what} to a line`] : [];
}
