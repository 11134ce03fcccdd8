import * as v from 'valibot';
import type { Check, Finding } from '../../system/Check';
import { askLocalBackend, type LocalBackend } from '../../system/askLocalBackend';
import { outboxCheckMessages as messages } from '../messages';

/** What is used of `/health`. */
const healthSchema = v.object({
  outbox: v.number(),
  parked: v.number(),
  /** A backend that follows another one knows of no parked calls. */
  telephony: v.object({ link: v.string() }),
});

/** Asks the running backend whether calls are parked. */
export class OutboxCheck implements Check {
  readonly name = messages.name;

  constructor(private readonly backend: LocalBackend) {}

  async run(): Promise<readonly Finding[]> {
    const answer = await askLocalBackend(this.backend, { path: '/health' });
    const parsed = v.safeParse(healthSchema, 'body' in answer ? answer.body : null);
    if (!parsed.success) return [{ level: 'ok', text: messages.notRunning }];
    const { outbox, parked, telephony } = parsed.output;
    if (telephony.link === 'elsewhere') return [{ level: 'ok', text: messages.elsewhere }];
    return parked > 0
      ? [{ level: 'warning', text: messages.parked(parked) }]
      : [{ level: 'ok', text: messages.waiting(outbox) }];
  }
}
