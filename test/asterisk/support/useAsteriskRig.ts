import type { AsteriskChanges } from './AsteriskBackend';
import { AsteriskRig } from './AsteriskRig';

/**
 * Opens a rig before the tests of a file, ends all calls after each test, and closes it after them.
 * @param onOpen gets the rig before the first test
 */
export function useAsteriskRig(onOpen: (rig: AsteriskRig) => void, changes: AsteriskChanges = {}): void {
  let rig: AsteriskRig;
  beforeAll(async () => {
    rig = await AsteriskRig.open(changes);
    onOpen(rig);
  });
  afterEach(() => rig.tidy());
  afterAll(() => rig.close());
}
