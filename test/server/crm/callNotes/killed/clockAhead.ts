/**
 * Sets this process's clock ahead by as many milliseconds as the file CLOCK_FILE says, each time it is written: pauses and limits
 * are over sooner by that. Imported for its effect.
 */
import { readFileSync, watch, writeFileSync } from 'node:fs';
import { systemClock } from '../../../../../server/system/Clock';

interface Timer {
  readonly dueAt: number;
  readonly run: () => void;
  stop: () => void;
}

const { now } = Date;
const { elapsed, after } = { ...systemClock };
const file = process.env['CLOCK_FILE'] ?? '';
const timers = new Set<Timer>();
let ahead = 0;

const elapsedAhead = (): number => elapsed() + ahead;

function arm(timer: Timer): void {
  timer.stop();
  timer.stop = after(Math.max(0, timer.dueAt - elapsedAhead()), timer.run);
}

function goOn(): void {
  // While it is being written it may be empty: a clock does not go back.
  ahead = Math.max(ahead, Number(readFileSync(file, 'utf8')));
  for (const timer of [...timers].sort((one, other) => one.dueAt - other.dueAt)) arm(timer);
}

Date.now = () => now() + ahead;
Object.assign(systemClock, {
  now: () => Date.now(),
  elapsed: elapsedAhead,
  after: (ms: number, action: () => void) => {
    const timer: Timer = {
      dueAt: elapsedAhead() + ms,
      run: () => {
        timers.delete(timer);
        action();
      },
      stop: () => undefined,
    };
    timers.add(timer);
    arm(timer);
    return () => {
      timers.delete(timer);
      timer.stop();
    };
  },
});
writeFileSync(file, '', { flag: 'a' });
watch(file, goOn).unref();
goOn();
