import { member, textOf } from '../core/member';
import { fault } from '../core/fault';
import { askNew, askOld } from './askMegafon';
import type { MegafonAccess } from './megafonAccess';

/** A user of the telephone system. */
export interface VatsAccount {
  login: string;
  /** Internal number; empty: none. */
  ext: string;
  /** The person's name; empty: not given. */
  name: string;
}

/** Users of a page of the new API, and how many pages are read at most. */
const PAGE = 100;
const PAGES = 50;

/** All users of the telephone system. Fails with a fault. */
export async function readAccounts(access: MegafonAccess): Promise<VatsAccount[]> {
  return access.api === 'old' ? readOld(access) : readNew(access);
}

async function readOld(access: MegafonAccess): Promise<VatsAccount[]> {
  const { json } = await askOld(access, 'accounts', {});
  return listed(json).map((one) => ({
    login: textOf(member(one, 'name')),
    ext: textOf(member(one, 'ext')),
    name: textOf(member(one, 'realName')),
  }));
}

async function readNew(access: MegafonAccess): Promise<VatsAccount[]> {
  const all: VatsAccount[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const { json } = await askNew(access, `/users?start=${page * PAGE}&limit=${PAGE}`, null);
    const items = listed(Array.isArray(json) ? json : member(json, 'items'));
    for (const one of items) {
      all.push({
        login: textOf(member(one, 'login')),
        ext: textOf(member(one, 'ext')),
        name: textOf(member(one, 'name')),
      });
    }
    const total = Number(textOf(member(member(json, 'info'), 'total')));
    if (items.length < PAGE || all.length >= total) break;
  }
  return all;
}

function listed(json: unknown): unknown[] {
  if (Array.isArray(json)) return json;
  throw fault('АТС ответила не списком пользователей. Проверьте поле endpoint.');
}
