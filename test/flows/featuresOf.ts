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
      return [`transfer by ${step.how}`, ...placeOf(step.to)];
    case 'screen':
      return step.ask === 'resume' || step.ask === 'unmute' ? [] : [`${step.ask} on the screen`];
    case 'click':
      return ['originate on the screen'];
    case 'backend':
      return step.what === 'start' ? [] : [`backend ${step.what}`];
    case 'forward':
    case 'giveUp':
    case 'hold':
    case 'consult':
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

function placeOf(to: Dialled): readonly string[] {
  if (to === 'absent') return ['transfer to an absent phone'];
  return isLine(to) ? ['transfer to a line'] : [];
}
