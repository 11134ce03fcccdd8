import { readJson } from '../system/readJson';
import { agentListsSchema } from './agentListsSchema';

/**
 * An agent's stored lists without a client; null: the client is not in them.
 * @param isOf is it the client's number?
 */
export function listsWithout(text: string, isOf: (number: string) => boolean): string | null {
  const lists = readJson(agentListsSchema, text);
  if (lists === null) return null;
  const missed = lists.missed.filter(({ party }) => !isOf(party.number));
  const recent = lists.recent.filter((number) => !isOf(number));
  const isSame = missed.length === lists.missed.length && recent.length === lists.recent.length;
  return isSame ? null : JSON.stringify({ ...lists, missed, recent });
}
