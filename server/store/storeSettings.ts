import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { storeSettingMessages } from './messages';
import { realFile } from './sqlite/realFile';

const count = (from: number, to: number): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));

/** Schema of the settings of the store. */
export const storeSettingsSchema = v.pipe(
  v.strictObject({
    /** File of the database; left out: beside the folder of `amocrm.calls.outbox`. */
    path: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1_000))),
    /** Address of a PostgreSQL, which several backends share; without the password. */
    postgres: v.optional(
      v.pipe(
        v.string(),
        v.check(isPostgresAddress, issueText(storeSettingMessages.address)),
        v.check((text) => !hasPassword(text), issueText(storeSettingMessages.passwordInAddress)),
      ),
    ),
    /** Secret: the password of PostgreSQL. */
    password: v.optional(v.pipe(v.string(), v.minLength(1))),
    /** How long ended calls are kept. */
    keepDays: v.optional(count(1, 3_650), 30),
    /** How long their totals by day are kept; these hold no numbers. */
    keepTotalsMonths: v.optional(count(1, 120), 13),
  }),
  v.check(
    ({ path, postgres }) => path === undefined || postgres === undefined,
    issueText(storeSettingMessages.both),
  ),
);

/** Settings of the store. */
export type StoreSettings = v.InferOutput<typeof storeSettingsSchema>;

/** Where the store is; null: nothing is kept. */
export type StorePlace =
  /** `path`: of the file itself, not of a link to it. */
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly address: string; readonly password: string | undefined };

/**
 * Where the store of this configuration is.
 * @param outbox folder of the outbox of 1.0.0; undefined: no calls are logged in amoCRM
 * @param isShared several backends work together: a file is of no use to them
 */
export function storePlace(
  { path, postgres, password }: StoreSettings,
  outbox: string | undefined,
  isShared: boolean,
): StorePlace | null {
  if (postgres !== undefined) return { kind: 'postgres', address: postgres, password };
  if (isShared) return null;
  const file = path ?? (outbox === undefined ? undefined : defaultPath(outbox));
  return file === undefined ? null : { kind: 'sqlite', path: realFile(file) };
}

/** Beside the folder, under its name. */
function defaultPath(outbox: string): string {
  return `${outbox.replace(/\/+$/, '')}.sqlite`;
}

function isPostgresAddress(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

function hasPassword(text: string): boolean {
  return URL.canParse(text) && new URL(text).password !== '';
}
