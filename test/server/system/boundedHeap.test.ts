import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Peak size of a heap, relative to its live objects, while objects live as long as held polls. */
async function mostOf(...modules: readonly string[]): Promise<number> {
  const child = fork(join(__dirname, 'heldForSeconds.ts'), modules, {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  });
  const [most] = (await once(child, 'message')) as [number];
  child.disconnect();
  return most;
}

test('with our V8 flags the heap stays near the size of its live objects, without them it does not', async () => {
  const bounded = await mostOf(join(__dirname, '../../../server/system/boundedHeap.ts'));
  const unbounded = await mostOf();
  expect(bounded).toBeLessThan(2);
  expect(unbounded).toBeGreaterThan(3);
}, 120_000);
