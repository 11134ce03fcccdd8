import type { CallRecord } from '../../calls/CallRecord';
import { languageNamed } from '../../system/chooseLanguage';
import type { Language, Message } from '../../system/Message';
import type { AmoSettings } from '../amoSettings';
import { callResultMessages } from '../messages';

/**
 * What the entry of a call says in words: that a part of it was not heard, and what may have been different therefore.
 * Null: all was heard.
 */
export function callResult({ answeredAt, isEndHeard, isWhole }: CallRecord): Message | null {
  if (isEndHeard !== false && isWhole !== false) return null;
  if (answeredAt === null) return callResultMessages.maybeAnswered;
  return isEndHeard === false ? callResultMessages.maybeLonger : callResultMessages.maybeOthers;
}

/**
 * The language of those who read an account's cards. Where the settings name none: amoCRM is Russian, Kommo and amocrm.com
 * are not.
 */
export function accountLanguage({ address, language }: Pick<AmoSettings, 'address' | 'language'>): Language {
  return language ?? languageNamed(new URL(address).hostname.split('.').at(-1)) ?? 'en';
}
