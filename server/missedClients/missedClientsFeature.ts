import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';

const settings = v.optional(
  v.strictObject({
    /** A talk of this length closes a client's line, s. */
    talkSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600)), 5),
    /** Days for which a line is kept after the client's last call. */
    keepDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)), 14),
  }),
  {},
);

/** The section `missedClients`. */
export type MissedClientsSettings = v.InferOutput<typeof settings>;

/** The company's list of missed calls. It works with `identity: required` alone, since everybody sees it. */
export const missedClientsFeature: FeatureKind<typeof settings> = {
  settings,
  secrets: new Map(),
  isSetUpBySecret: false,
  checks: () => [],
};
