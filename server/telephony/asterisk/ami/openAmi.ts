import type { Clock } from '../../../system/Clock';
import { AmiConnection } from './AmiConnection';
import type { OpenConnection } from './AmiLink';
import type { AmiSettings } from './AmiSettings';
import { openSocket } from './openSocket';

/** How connections to this Asterisk are begun. */
export function openAmi(settings: AmiSettings, clock: Clock): OpenConnection {
  return (listener) => new AmiConnection(settings, openSocket(settings), listener, clock);
}
