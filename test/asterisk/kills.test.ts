import { KilledCalls } from './support/KilledCalls';

/** `npm run test.long` has thirty: test/asterisk/thirtyKills.test.ts. */
test('killed in five calls, at moments drawn by chance: each call stands in amoCRM once', async () => {
  const calls = await KilledCalls.open();
  try {
    const seed = Number(process.env['KILLS_SEED'] ?? Math.floor(Math.random() * 1e9));
    const { logged, wanted } = await calls.play(5, seed);
    expect({ seed, calls: logged }).toEqual({ seed, calls: wanted });
  } finally {
    await calls.close();
  }
});
