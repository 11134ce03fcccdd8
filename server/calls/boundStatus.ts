import type { AgentStatus } from '../../protocol/agentStatus';
import type { WireCall, WireMissedCall } from '../../protocol/call';

/** A status with all of our extension in it. */
export type ExtendedStatus = AgentStatus & {
  readonly calls: WireCall[];
  readonly missed: WireMissedCall[];
  readonly revision: number;
};

/** Longest name, line or company on the wire, UTF-16 units. */
const TEXT_LENGTH = 100;

/** Longest telephone number on the wire, UTF-16 units. */
const NUMBER_LENGTH = 128;

/** Most contacts of one number on the wire: more can't be chosen from while it rings. */
export const MOST_MATCHES = 10;

/**
 * Widgets of 1.0.0 and the original send the status back in a form, where a character takes up to nine bytes
 * (`%E4%BD%A0`). A form of this size, bytes, fits into the backend's 65,536 with room for the rest of the request.
 */
export const STATUS_BUDGET = 48_000;

/** Most bytes of a form that one UTF-16 unit takes. */
const BYTES_A_UNIT = 9;

/**
 * Ways to make a status smaller, tried in this order until it fits: what an agent needs least goes first. Calls that
 * live stay, with their number, phase and times.
 */
const CUTS: readonly ((status: ExtendedStatus) => ExtendedStatus)[] = [
  (status) => ({ ...status, missed: status.missed.slice(0, 20) }),
  (status) => ({
    ...status,
    calls: status.calls.map((call) => ({ ...call, contact_matches: fewer(call, 3) })),
  }),
  (status) => ({ ...status, missed: status.missed.slice(0, 5) }),
  (status) => ({ ...status, calls: status.calls.filter(({ phase }) => phase !== 'ENDED') }),
  (status) => withTexts(status, 24),
  (status) => ({ ...status, missed: [] }),
];

/** The status with bounded texts and lists. Ids stay whole, since commands name calls by them. Pure. */
export function boundStatus(status: ExtendedStatus): ExtendedStatus {
  let bounded = withTexts(status, TEXT_LENGTH);
  for (const cut of CUTS) {
    if (fits(bounded)) return bounded;
    bounded = cut(bounded);
  }
  return bounded;
}

/** Most statuses are so short that they need not be encoded to know. */
function fits(status: ExtendedStatus): boolean {
  const json = JSON.stringify(status);
  return json.length * BYTES_A_UNIT <= STATUS_BUDGET || encodeURIComponent(json).length <= STATUS_BUDGET;
}

function withTexts(status: ExtendedStatus, length: number): ExtendedStatus {
  const named = <T extends Pick<WireMissedCall, 'contact_name' | 'contact_phone'>>(one: T): T => ({
    ...one,
    contact_name: cutOrNull(one.contact_name, length),
    contact_phone: cutText(one.contact_phone, NUMBER_LENGTH),
  });
  const bounded = {
    ...status,
    calls: status.calls.map((call) => ({
      ...named(call),
      company: cutOrNull(call.company, length),
      responsible: cutOrNull(call.responsible, length),
      via: cutOrNull(call.via, length),
      contact_matches:
        fewer(call, MOST_MATCHES)?.map((match) => ({
          ...match,
          name: cutText(match.name, length),
        })) ?? null,
    })),
    missed: status.missed.map(named),
  };
  return bounded.status === 'CONVERSATION' ? { ...bounded, call_info: named(bounded.call_info) } : bounded;
}

function fewer({ contact_matches }: WireCall, most: number): WireCall['contact_matches'] {
  return contact_matches?.slice(0, most) ?? null;
}

function cutOrNull(text: string | null | undefined, length: number): string | null {
  return text === null || text === undefined ? null : cutText(text, length);
}

/** The text, cut between characters and marked as cut. */
function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - 1;
  const isSplit = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, isSplit ? end - 1 : end)}…`;
}
