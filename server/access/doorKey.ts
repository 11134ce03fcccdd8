import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import type { Message } from '../system/Message';
import { schemaMessages } from '../system/messages';
import { KEY_LENGTH, keyWeakness } from './keyWeakness';

/** Why a key must not open a door; null: it may. @param variable environment variable in which it is set */
export function doorKeyFault(key: string, variable: string): Message | null {
  const weakness = keyWeakness(key);
  if (weakness === null) return null;
  return weakness === 'short'
    ? schemaMessages.shortKey(variable, KEY_LENGTH)
    : schemaMessages.knownKey(variable);
}

/** Schema of the key of a door: 16 characters or more, and neither a sample nor a pattern. @param variable see `doorKeyFault` */
export const doorKey = (variable: string) =>
  v.pipe(
    v.string(issueText(schemaMessages.variableNeeded(variable))),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? doorKeyFault(dataset.value, variable) : null;
      if (fault !== null) addIssue({ message: issueText(fault) });
    }),
  );
