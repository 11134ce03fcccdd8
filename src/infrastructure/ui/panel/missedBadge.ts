import type { MissedCall } from '../../../domain/calls/Call';
import type { Texts } from '../../amocrm/Texts';
import type { CompanyMissed } from './CompanyMissed';
import type { Drawer } from './drawerView';

/** Data of the badge in the panel's head. Pure. @param company null: it counts the agent's own missed calls */
export function missedBadge(
  missed: readonly MissedCall[],
  company: CompanyMissed | null,
  { kind }: Drawer,
  texts: Texts,
): object {
  const count = company?.count ?? missed.length;
  return {
    missed: count,
    hasMissed: company?.isShown ?? count > 0,
    missedName: texts('panel.missedCount', { count: String(count) }),
    open: kind === 'missed',
  };
}
