import type { AsteriskSettings } from './asteriskSettings';

/** Headers that make a phone answer automatically. */
export type AutoAnswer = AsteriskSettings['autoAnswer'];

/** How an agent answers from the screen. */
export type AnswerWay =
  | { readonly by: 'none' }
  /** `NOTIFY` with `Event: talk`. A phone that does not support it may lose the call. */
  | { readonly by: 'notify' }
  /** The phone is called again with headers that make it answer. */
  | { readonly by: 'redial'; readonly headers: AutoAnswer }
  /** Another phone of the agent is called and picks up the call. */
  | { readonly by: 'pickup'; readonly device: string };

/** An agent's phone, from the settings. */
export interface AgentPhone {
  readonly extension: string;
  /** Channels as Dial takes them; the first is called for a click to call. */
  readonly devices: readonly [string, ...string[]];
  readonly answer: AnswerWay;
  readonly autoAnswer: AutoAnswer;
  readonly hold: 'server' | 'phone';
}

/** The phone of this extension: its own settings, else the common ones. */
export function agentPhone(settings: AsteriskSettings, extension: string): AgentPhone {
  const own = settings.phones[extension] ?? {};
  const named = (device: string): string => device.replaceAll('{extension}', extension);
  const [first = `PJSIP/${extension}`, ...others] = (own.devices ?? settings.devices).map(named);
  const autoAnswer = own.autoAnswer ?? settings.autoAnswer;
  return {
    extension,
    devices: [first, ...others],
    answer: answerWay(own.answer ?? settings.answer, autoAnswer, own.answerDevice, named),
    autoAnswer,
    hold: own.hold ?? settings.hold,
  };
}

function answerWay(
  by: AnswerWay['by'],
  autoAnswer: AutoAnswer,
  device: string | undefined,
  named: (device: string) => string,
): AnswerWay {
  if (by === 'redial') return { by, headers: autoAnswer === 'none' ? 'both' : autoAnswer };
  if (by === 'pickup') return device === undefined ? { by: 'none' } : { by, device: named(device) };
  return { by };
}

/** All devices of this agent, with the one for `pickup`. */
export function devicesOf({ devices, answer }: AgentPhone): readonly string[] {
  return answer.by === 'pickup' && !devices.includes(answer.device) ? [...devices, answer.device] : devices;
}
