import type { Telephony } from './Telephony';

/**
 * Puts these conversations on hold, then runs `action`. When either fails, those put on hold are taken off it again
 * (a failure of that is ignored), and the error is thrown on.
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
