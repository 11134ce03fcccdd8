import { KilledCalls } from './support/KilledCalls';

// Thirty calls and thirty starts of the backend; each wait in them ends by itself.
jest.setTimeout(1_200_000);

test('killed in thirty calls, at moments drawn by chance: each call stands in amoCRM once', async () => {
  const calls = await KilledCalls.open();
  try {
    const seed = Number(process.env['KILLS_SEED'] ?? Math.floor(Math.random() * 1e9));
    const { logged, wanted } = await calls.play(30, seed);
    expect({ seed, calls: logged }).toEqual({ seed, calls: wanted });
  } finally {
    await calls.close();
  }
});
