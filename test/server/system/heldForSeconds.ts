import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';

/** Objects that live at any time, each about 1 kB. */
const LIVING = 60_000;

/**
 * A process in which, as with polls that are held, each object lives until many others have come. Its message is the
 * most that its heap took, in parts of what lives. Its arguments are modules to load first.
 */
async function main(): Promise<void> {
  for (const path of process.argv.slice(2)) await import(path);
  const held = new Array<object>(LIVING);
  let most = 0;
  for (let made = 0; made < LIVING * 8; made += 1) {
    held[made % LIVING] = Array.from({ length: 125 }, () => made);
    if (made % 500 > 0) continue;
    most = Math.max(most, getHeapStatistics().total_heap_size);
    await turn();
  }
  globalThis.gc?.();
  const living = getHeapStatistics().used_heap_size;
  // Named after it was measured, so that it still lived then.
  held.length = 0;
  process.send?.(most / living);
  await once(process, 'disconnect');
}

void main();
