import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Timeline } from './Timeline';

/** Where the events of flows with differences go, and what their phones had. */
export const keptFlows = join(__dirname, '../../build/tests/flows');

/** Writes what the phones had. @returns the file */
export function keepPhones(name: string, timeline: Timeline): string {
  const file = join(keptFlows, `${name}.phones.json`);
  writeFileSync(file, JSON.stringify(timeline, null, 1));
  return file;
}
