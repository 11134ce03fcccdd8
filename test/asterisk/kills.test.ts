import { KilledCalls } from './support/KilledCalls';

/** Set by jest.config.js for `npm run test.long`. */
const isLong = 'IS_LONG' in globalThis;
const kills = isLong ? 30 : 5;

// Each wait ends by itself; thirty calls and thirty starts of the backend take their time.
if (isLong) jest.setTimeout(1_200_000);

test(`killed in ${kills} calls, at moments drawn by chance: each call stands in amoCRM once, and a missed one in the agent's list`, async () => {
  const calls = await KilledCalls.open();
  try {
    const seed = Number(process.env['KILLS_SEED'] ?? Math.floor(Math.random() * 1e9));
    const { logged, wanted } = await calls.play(kills, seed);
    expect({ seed, calls: logged }).toEqual({ seed, calls: wanted });
  } finally {
    await calls.close();
  }
});
