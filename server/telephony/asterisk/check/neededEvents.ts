import type { Finding } from '../../../commands/Check';

const NEEDED: ReadonlyMap<string, string> = new Map([
  ['call', 'no call is seen'],
  ['dialplan', 'holds, mutes and transfers are not seen'],
  ['agent', 'queues are not seen'],
]);

/**
 * What the user may not hear of.
 * @param shown the console's `manager show user`; null: the user may not ask it
 * @param hearsVariables an event of the class `dialplan` has come
 */
export function missingEvents(shown: string | null, hearsVariables: boolean): readonly Finding[] {
  const listed = /read perm:\s*(\S+)/.exec(shown ?? '')?.[1]?.split(',');
  const lacks = (right: string): boolean => {
    if (right === 'dialplan') return !hearsVariables;
    return listed !== undefined && !listed.includes(right) && !listed.includes('all');
  };
  return [...NEEDED].flatMap(([right, without]) =>
    lacks(right)
      ? [{ level: 'fault', text: `"read" of the user in manager.conf lacks "${right}": ${without}.` }]
      : [],
  );
}
