import type { Telephony } from './Telephony';

/**
 * Puts these conversations on hold, then runs `action`. When that fails they are taken off hold again, as far
 * as the telephone system lets, and the failure is passed on.
 */
export async function withOnHold(
  telephony: Telephony,
  extension: string,
  callIds: readonly string[],
  action: () => Promise<void>,
): Promise<void> {
  const held: string[] = [];
  try {
    for (const id of callIds) {
      await telephony.run(extension, { kind: 'hold', callId: id, on: true });
      held.push(id);
    }
    await action();
  } catch (error) {
    await Promise.allSettled(
      held.map((id) => telephony.run(extension, { kind: 'hold', callId: id, on: false })),
    );
    throw error;
  }
}
