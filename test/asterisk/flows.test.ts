import { describeResult } from '../flows/compareFlow';
import { FlowLab } from '../flows/FlowLab';
import { generateFlow } from '../flows/generateFlow';

/** Set by jest.config.js for `npm run test.long`. */
const isLong = 'IS_LONG' in globalThis;
/** Their seeds are fixed: others are tried by `npm run test.calls`. */
const [first, count] = isLong ? [991, 200] : [1, 20];
/** So many play at once: two hundred flows are to end well inside the lane's time. */
const OFFICES = isLong ? 10 : 6;

// Each wait ends by itself; two hundred flows take their time.
if (isLong) jest.setTimeout(2_000_000);

test(`${count} random flows agree with what the phones heard`, async () => {
  const flows = Array.from({ length: count }, (_, index) => generateFlow(first + index));
  const lab = await FlowLab.open(OFFICES);
  try {
    const wrong: string[] = [];
    await lab.play(flows, (result) => {
      if (result.differences.length > 0) wrong.push(describeResult(result), ...lab.keep(result));
    });
    expect(wrong).toEqual([]);
  } finally {
    await lab.close();
  }
});
