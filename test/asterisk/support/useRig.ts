/** What a file of tests opens once: a real Asterisk with a backend before it. */
interface Rig {
  /** Ends all calls and forgets their events. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a rig before the tests of a file, ends all calls after each test, and closes it after them.
 * @param onOpen gets the rig before the first test
 */
export function useRig<R extends Rig>(open: () => Promise<R>, onOpen: (rig: R) => void): void {
  let rig: R;
  beforeAll(async () => {
    rig = await open();
    onOpen(rig);
  });
  afterEach(() => rig.tidy());
  afterAll(() => rig.close());
}
