import { ACCEPT_LOSSES, isSettled, LOSSES, lossesIn, lossText } from '../store/StoreLoss';
import type { StorePlace } from '../store/storeSettings';
import type { Message } from '../system/Message';
import { inStore } from './inStore';
import { storeCommandMessages as messages } from './storeCommandMessages';

/**
 * The command `losses`: lists losses of the store that the operator has not accepted, or accepts them, also beside a backend
 * that runs. Returns the lines to print. Fails with a `StoreFault`.
 */
export function runLosses(isAccepting: boolean, place: StorePlace): Promise<readonly Message[]> {
  return inStore(place, async (database) => {
    const losses = lossesIn(await database.read(LOSSES)).filter((loss) => !isSettled(loss));
    if (losses.length === 0) return [messages.noLosses];
    const lines = losses.map((loss) => messages.sentence(lossText(loss)));
    if (!isAccepting) return [...lines, messages.howToAccept];
    await database.write([ACCEPT_LOSSES]);
    return [...lines, messages.accepted(losses.length)];
  });
}
