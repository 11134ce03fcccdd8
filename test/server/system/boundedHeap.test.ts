import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The most that a heap took whose objects live as long as polls that are held, in parts of what lived. */
async function mostOf(...modules: readonly string[]): Promise<number> {
  const child = fork(join(__dirname, 'heldForSeconds.ts'), modules, {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  });
  const [most] = (await once(child, 'message')) as [number];
  child.disconnect();
  return most;
}

test('the heap of short-lived objects stays near its live size with our flags, and would not without', async () => {
  const bounded = await mostOf(join(__dirname, '../../../server/system/boundedHeap.ts'));
  const unbounded = await mostOf();
  expect(bounded).toBeLessThan(2);
  expect(unbounded).toBeGreaterThan(3);
}, 120_000);
