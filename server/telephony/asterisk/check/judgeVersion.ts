import type { Finding } from '../../../system/Check';
import { versionMessages } from './messages';

/**
 * First release of each series in which a channel that somebody has listened in on (ChanSpy) can't always be bridged
 * again: the change of the whisper hook that is said to cause it (asterisk#1967) came into all three at once. Which release
 * mends it is not known.
 * @see https://github.com/asterisk/asterisk/issues/2134
 */
const SPY_FAULT_SINCE: Readonly<Record<number, number>> = { 20: 21, 22: 11, 23: 5 };
/** `22.10.1~dfsg+~cs6`, `certified-22.8-cert1`, `certified/18.9-cert4`; a version of a git tree has no minor number. */
const VERSION = /^(?:certified[-/])?(\d{1,3})\.(\d{1,3})/;

/** Names the faults of Asterisk's own version that concern us. @param version as `CoreSettings` shows it */
export function judgeVersion(version: string): readonly Finding[] {
  const [, series, minor] = VERSION.exec(version) ?? [];
  if (series === undefined || minor === undefined)
    return [{ level: 'unseen', text: versionMessages.unknown(version.slice(0, 60)) }];
  const since = SPY_FAULT_SINCE[Number(series)];
  return since !== undefined && Number(minor) >= since
    ? [{ level: 'warning', text: versionMessages.spyFault(`${series}.${minor}`, `${series}.${since}.0`) }]
    : [{ level: 'ok', text: versionMessages.known(`${series}.${minor}`) }];
}
