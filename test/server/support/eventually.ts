import { PATIENCE_MS } from '../../support/patience';

type Falsy = null | undefined | false;

/** Waits in real time until a condition holds, while the test's clock stands still. Fails after `PATIENCE_MS`. */
export async function eventually<Value>(
  what: string,
  condition: () => Value | Falsy | Promise<Value | Falsy>,
): Promise<Value> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await condition();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await new Promise(setImmediate);
  }
}
