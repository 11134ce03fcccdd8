import * as v from 'valibot';
import { abilities } from '../../../protocol/callCommand';

const ms = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/** What can be set of the simulator. */
export const simulatorSettingsSchema = v.strictObject({
  /** Seed of all that is left to chance. */
  seed: v.optional(v.pipe(v.number(), v.integer()), 1),
  /** The other party's phone rings so long before it is answered, ms, give or take a fifth. */
  answerMs: v.optional(ms(120_000), 2_000),
  /** A number ending in 01 rings so long and is not answered, ms. */
  noAnswerMs: v.optional(ms(300_000), 20_000),
  /** The other party hangs up after talking so long, ms; 0: never by itself. */
  talkMs: v.optional(ms(86_400_000), 0),
  /** Opens `/simulator/…` to this machine. For tests and demonstrations only. */
  door: v.optional(v.boolean(), false),
  /** Name of the sound file that every answered call with a client has as its recording; left out: none. */
  recording: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  /** What it can't do, to play a poorer telephone system. */
  without: v.optional(v.array(v.picklist(abilities)), []),
});

/** Settings of the simulator. */
export type SimulatorSettings = v.InferOutput<typeof simulatorSettingsSchema>;
