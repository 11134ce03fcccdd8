import * as v from 'valibot';
import { readJson } from '../system/readJson';
import { forgetIn } from './forgetIn';

const orderSchema = v.object({ forget: v.pipe(v.string(), v.maxLength(200)) });

/** Among several backends: has the leading one forget a client, since it alone has clients in memory. */
export const forgetErrand = {
  /** @param ask sends the errand; fails as it does */
  async send(ask: (text: string) => Promise<string>, number: string): Promise<void> {
    await ask(JSON.stringify({ forget: number }));
  },

  /** Answers it on the leader; null: it is another errand. */
  async answer(text: string, parts: Parameters<typeof forgetIn>[0]): Promise<string | null> {
    const order = readJson(orderSchema, text);
    if (order === null) return null;
    await forgetIn(parts, order.forget);
    return '{}';
  },
};
