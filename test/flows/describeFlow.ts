import type { Flow, Step } from './Flow';

/** In one line, such as `client calls direct, anna answers`. */
export function describeFlow({ steps }: Pick<Flow, 'steps'>): string {
  return steps.map(describeStep).join(', ');
}

export function describeStep(step: Step): string {
  switch (step.do) {
    case 'call':
      return `${step.by} calls ${step.to}`;
    case 'press':
      return `${step.by} presses ${step.digits}`;
    case 'refuse':
      return `${step.by} refuses ${step.code}`;
    case 'forward':
      return `${step.by} forwards to ${step.to}`;
    case 'talk':
      return `${step.one} and ${step.other} talk`;
    case 'hold':
      return `${step.by} ${step.isHeld ? 'holds' : 'resumes'}`;
    case 'transfer':
      return `${step.by} transfers to ${step.to} by ${step.how}`;
    case 'consult':
      return `${step.by} consults ${step.to} by ${step.how}`;
    case 'key':
      return `${step.by} presses ${step.key} in the consultation`;
    case 'tooEarly':
      return `${step.by}: ${step.ask} too early on the screen`;
    case 'pickup':
      return `${step.by} picks up from ${step.from}${step.how === 'directed' ? '' : ` by ${step.how}`}`;
    case 'park':
      return `${step.by} parks by ${step.how}`;
    case 'originate':
      return `another program calls ${step.first === 'agent' ? step.agent : 'client'} first, then ${step.first === 'agent' ? 'client' : step.agent} (${step.how})`;
    case 'screen':
      return `${step.by}: ${step.ask} on the screen`;
    case 'click':
      return `${step.by}: originate ${step.to} on the screen`;
    case 'hears':
      return `${step.by} hears ${step.what}`;
    case 'backend':
      return `backend: ${step.what}`;
    case 'rings':
    case 'answer':
    case 'giveUp':
    case 'hangup':
    case 'leave':
    case 'returns':
    case 'join':
    case 'ringsOut':
    case 'ends':
    case 'swap':
    case 'retrieve':
    case 'enter':
    case 'reachesVoicemail':
      return `${step.by}: ${step.do}`;
  }
}
