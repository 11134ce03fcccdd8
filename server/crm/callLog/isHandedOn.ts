import type { CallRecord } from '../../calls/CallRecord';

/** Has an agent dialled the number, and did others than who had the call last take part, or may they have? Pure. */
export function isHandedOn({
  direction,
  extension,
  extensions,
}: Pick<CallRecord, 'direction' | 'extension' | 'extensions'>): boolean {
  return direction === 'outbound' && extensions.some((one) => one !== extension);
}
