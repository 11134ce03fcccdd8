import * as v from 'valibot';
import { abilities } from '../../../protocol/CallCommand';

const ms = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/** Schema of the simulator's settings. */
export const simulatorSettingsSchema = v.strictObject({
  /** Seed of the random numbers. */
  seed: v.optional(v.pipe(v.number(), v.integer()), 1),
  /** How long the other party's phone rings before it is answered, ms, give or take a fifth. */
  answerMs: v.optional(ms(120_000), 2_000),
  /** How long a number ending in 01 rings without an answer, ms. */
  noAnswerMs: v.optional(ms(300_000), 20_000),
  /** How long the other party talks before it hangs up, ms; 0: it does not hang up. */
  talkMs: v.optional(ms(86_400_000), 0),
  /** Opens `/simulator/…` to this machine. For tests and demonstrations only. */
  door: v.optional(v.boolean(), false),
  /** Name of the sound file that every answered call with a client has as its recording; left out: none. */
  recording: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  /** Abilities to leave out, to simulate a simpler telephone system. */
  without: v.optional(v.array(v.picklist(abilities)), []),
});

/** Settings of the simulator. */
export type SimulatorSettings = v.InferOutput<typeof simulatorSettingsSchema>;
