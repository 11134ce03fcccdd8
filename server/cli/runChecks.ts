import type { Check } from '../system/Check';
import { checkMessages } from './messages';
import type { Checked } from './renderFindings';

/** Runs the checks one after another. A check that throws, which is a bug, is reported as a fault. */
export async function runChecks(checks: readonly Check[], signal: AbortSignal): Promise<readonly Checked[]> {
  const checked: Checked[] = [];
  for (const check of checks) checked.push({ name: check.name, findings: await findingsOf(check, signal) });
  return checked;
}

async function findingsOf(check: Check, signal: AbortSignal): Promise<Checked['findings']> {
  try {
    return await check.run(signal);
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'a fault';
    return [{ level: 'fault', text: checkMessages.failed(kind) }];
  }
}
