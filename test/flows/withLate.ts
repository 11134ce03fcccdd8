import type { FlowResult } from './compareFlow';
import type { Difference } from './compareRecords';

/** No screen may be this late, however busy the machine is, ms. */
const TOO_LATE_MS = 5_000;

/** The latest screen of the flow, ms. */
export const latestOf = ({ lateness }: Pick<FlowResult, 'lateness'>): number => Math.max(0, ...lateness);

/** The result, with a difference where a screen was far too late. */
export function withLate(result: FlowResult): FlowResult {
  const ms = latestOf(result);
  // One that never came was waited for as long.
  if (ms <= TOO_LATE_MS || result.differences.some(({ kind }) => kind === 'screen')) return result;
  const late: Difference = { kind: 'late', text: `a screen was right only after ${ms} ms` };
  return { ...result, differences: [...result.differences, late] };
}
