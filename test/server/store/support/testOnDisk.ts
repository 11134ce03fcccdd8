import { SmallDisk } from './SmallDisk';

/** A test on a `SmallDisk`; left out, with the reason in its name, where none can be mounted. */
// eslint-disable-next-line jest/no-export -- for several test files
export function testOnDisk(name: string, body: () => Promise<void>): void {
  // eslint-disable-next-line jest/expect-expect, jest/valid-title -- the caller's body has them
  if (SmallDisk.isPossible) test(name, body);
  // eslint-disable-next-line jest/expect-expect, jest/no-disabled-tests -- the reason is in its name
  else test.skip(`${name} (left out: no file system can be mounted here)`, body);
}
