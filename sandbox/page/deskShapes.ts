import type { Message } from '../../server/system/Message';

/** Titles of the scenarios' groups, in the order of the desk. */
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
  /** One sentence: what to look at. */
  readonly look: Message;
}

/** A request that went through the proxy, for the desk and for tests. The key is not kept. */
export interface ProxyRecord {
  readonly user: string;
  readonly method: string;
  readonly params: unknown;
  /** Status and outcome of the answer; empty while there is none. */
  outcome: string;
}

/** What the desk asks for each second. */
export interface DeskState {
  readonly isAlive: boolean;
  /** The backend is not the sandbox's own: nothing of it can be played from the desk. */
  readonly isElsewhere: boolean;
  /** How often the sandbox was started over: a page of an earlier round is reloaded. */
  readonly round: number;
  /** The language that all pages have; null: each page its own. */
  readonly language: Language | null;
  /** Version of what happens in the account. */
  readonly version: number;
  /** The last requests, the newest last. */
  readonly records: readonly ProxyRecord[];
}
