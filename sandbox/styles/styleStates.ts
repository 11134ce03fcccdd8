import { callStates } from './callStates';
import { historyStates } from './historyStates';
import { missedStates } from './missedStates';
import { noteStates } from './noteStates';
import type { StyleState } from './StyleState';
import { quietStates } from './quietStates';

/** All states of the agent's surface, in the order of the style page. */
export const styleStates: readonly StyleState[] = [
  ...quietStates,
  ...missedStates,
  ...callStates,
  ...noteStates,
  ...historyStates,
];

/** The start of addresses that canned backends have: language and name of the state follow. */
export const STYLE_ADDRESS = 'https://styles.invalid/';
