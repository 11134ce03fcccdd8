import { CrmRig } from './CrmRig';

/**
 * Opens a rig before the tests of a file, ends all calls after each test, and closes it after them.
 * @param files what is added to files of Asterisk's settings, by their names
 * @param onOpen gets the rig before the first test
 */
export function useCrmRig(files: Readonly<Record<string, string>>, onOpen: (rig: CrmRig) => void): void {
  let rig: CrmRig;
  beforeAll(async () => {
    rig = await CrmRig.open(files);
    onOpen(rig);
  });
  afterEach(() => rig.tidy());
  afterAll(() => rig.close());
}
