import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';
import type { DriverVariable } from '../../../../../../server/telephony/asterisk/tracking/driverVariables';

/**
 * The events as they would be had the driver set the variable on this channel: Asterisk reports it right before
 * (or after) the first event that `where` is true for.
 */
export function withVariable(
  messages: readonly AmiMessage[],
  channel: string,
  name: DriverVariable,
  value: string,
  where: (message: AmiMessage) => boolean,
  isAfter = false,
): readonly AmiMessage[] {
  const found = messages.findIndex(where);
  const place = found + (isAfter ? 1 : 0);
  const near = messages[found];
  const own = [...messages.slice(0, place)].reverse().find((one) => one['Channel']?.startsWith(channel));
  if (found < 0 || near === undefined || own === undefined) throw new Error(`no place for ${name}`);
  const set = { ...own, Event: 'VarSet', Timestamp: near['Timestamp'] ?? '', Variable: name, Value: value };
  return [...messages.slice(0, place), set, ...messages.slice(place)];
}
