import type { Message } from './Message';

/** What a check has found, in plain words. */
export interface Finding {
  /** `fault`: it will not work; `warning`: it works in part; `unseen`: it could not be looked at. */
  readonly level: 'ok' | 'unseen' | 'warning' | 'fault';
  /** What is so, and for all but `ok` what to do about it. Never holds a secret. */
  readonly text: Message;
}

/** One thing that `server check` looks at. */
export interface Check {
  /** What is looked at, such as `Asterisk`. */
  readonly name: string | Message;
  /** Carries the check out once. What is wrong is a finding; it fails with faults of ours only. */
  run(signal: AbortSignal): Promise<readonly Finding[]>;
}
