import type { Message } from '../../server/system/Message';

/** Titles of the groups of scenarios, in the order of the desk. */
export const scenarioGroups = {
  incoming: { ru: 'Мне звонят', en: 'They call me' },
  talking: { ru: 'Разговор', en: 'Talking' },
  colleagues: { ru: 'Коллеги', en: 'Colleagues' },
  outgoing: { ru: 'Я звоню', en: 'I call' },
} as const;

/** A language of the sandbox's page. */
export type Language = 'ru' | 'en';

/** A scenario as the desk shows it. */
export interface ScenarioCaption {
  /** Name for `POST /desk/scenario`. */
  readonly name: string;
  readonly group: keyof typeof scenarioGroups;
  readonly title: Message;
  /** What to look at, in one sentence. */
  readonly look: Message;
}

/** A request through the proxy, for the desk and for tests. Without the secret key. */
export interface ProxyRecord {
  readonly user: string;
  readonly method: string;
  readonly params: unknown;
  /** Status code or exception of the answer; empty: no answer yet. */
  outcome: string;
}

/** State of the sandbox, which the desk requests each second. */
export interface DeskState {
  readonly isAlive: boolean;
  /** The backend is not the sandbox's own, so the desk can't play calls or kill it. */
  readonly isExternal: boolean;
  /** Number of resets of the sandbox so far; pages of an earlier round reload themselves. */
  readonly round: number;
  /** Language of all pages; null: each page chooses its own. */
  readonly language: Language | null;
  /** Version of the account (`AccountLife`). */
  readonly version: number;
  /** The last 12 requests, the newest last. */
  readonly records: readonly ProxyRecord[];
}
