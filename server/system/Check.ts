import type { Message } from './Message';

/** One result of a check. */
export interface Finding {
  /** `fault`: it will not work; `warning`: it works in part; `unseen`: it could not be checked. */
  readonly level: 'ok' | 'unseen' | 'warning' | 'fault';
  /** What was found and, for every level but `ok`, what to do about it. Never contains a secret. */
  readonly text: Message;
}

/** One check of `server check`, such as that of the connection to Asterisk. */
export interface Check {
  /** Heading above its findings, such as `Asterisk`. */
  readonly name: string | Message;
  /** Runs the check once. Problems of the installation are findings; a rejection means a bug in the check. */
  run(signal: AbortSignal): Promise<readonly Finding[]>;
}
