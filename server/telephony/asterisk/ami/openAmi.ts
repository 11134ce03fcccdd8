import type { Clock } from '../../../system/Clock';
import { AmiConnection } from './AmiConnection';
import type { OpenAmiConnection } from './AmiLink';
import type { AmiSettings } from './AmiSettings';
import { openAmiSocket } from './openAmiSocket';

/** Returns a function that opens connections to this Asterisk. */
export function openAmi(settings: AmiSettings, clock: Clock): OpenAmiConnection {
  return (listener) => new AmiConnection(settings, openAmiSocket(settings), listener, clock);
}
