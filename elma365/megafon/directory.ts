import { member, textOf } from '../core/member';
import { readAccounts, type VatsAccount } from './readAccounts';
import { megafonAccess, operatorKey, type MegafonAccess } from './megafonAccess';
import { loginOf, memberId, type NumbersByLogin } from './operatorOf';

/** Where the directory stands in the platform's storage. */
const USERS_KEY = 'megafonUsers';

/** Reads the users and keeps who has which number, so that pushes can be matched. Fails with a fault. */
export async function loadAccounts(): Promise<VatsAccount[]> {
  const accounts = await readAccounts(megafonAccess());
  const pairs = accounts
    .filter(({ login, ext }) => login !== '' && ext !== '')
    .map(({ login, ext }) => [login, ext]);
  try {
    await Namespace.storage.setItem(USERS_KEY, JSON.stringify(pairs));
  } catch {
    // Without it only users who are pushed without a number lose theirs.
    return accounts;
  }
  return accounts;
}

/** Who has which number, as last kept. Never fails. */
export async function directory(): Promise<NumbersByLogin> {
  const known: NumbersByLogin = new Map();
  try {
    const stored: unknown = await Namespace.storage.getItem(USERS_KEY);
    const pairs: unknown = typeof stored === 'string' ? JSON.parse(stored) : [];
    for (const pair of Array.isArray(pairs) ? pairs : []) {
      known.set(textOf(member(pair, '0')), textOf(member(pair, '1')));
    }
  } catch {
    known.clear();
  }
  return known;
}

/** The login of a member, whom the new API calls by it. Fails with a fault. */
export async function memberLogin(access: MegafonAccess, id: string): Promise<string> {
  if (access.api === 'old' || operatorKey() === 'login') return id;
  const found = loginOf(id, await directory());
  if (found !== '') return found;
  const account = (await loadAccounts()).find((one) => memberId(one, 'ext') === id);
  return account === undefined ? id : account.login;
}
