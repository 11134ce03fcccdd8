import type { AgentStatus } from '../../protocol/agentStatus';
import type { WireCall, WireMissedCall } from '../../protocol/call';

/** A status with all that our protocol adds to the original one. */
export type ExtendedStatus = AgentStatus & {
  readonly calls: WireCall[];
  readonly missed: WireMissedCall[];
  readonly revision: number;
};

/** Longest name, line or company on the wire, UTF-16 units. */
export const TEXT_LENGTH = 100;

/** Longest telephone number on the wire, UTF-16 units. */
const NUMBER_LENGTH = 128;

/** Most contacts of one number on the wire: an agent can't choose among more while the phone rings. */
export const MOST_MATCHES = 10;

/**
 * Widgets of 1.0.0 and the original send the status back in a form, where a character takes up to nine bytes
 * (`%E4%BD%A0`). A form of this size, bytes, fits into the backend's 65,536 with room for the rest of the request.
 */
export const STATUS_BUDGET = 48_000;

/** Most bytes of a form that one UTF-16 unit takes. */
const BYTES_PER_UNIT = 9;

/** Longest id of a contact, UTF-16 units: amoCRM's have a dozen digits. A longer one is left out, not cut. */
const ID_LENGTH = 64;

/** Most live calls after the last cut: this many always fit, however long their texts are. Agents have far fewer. */
const MOST_CALLS = 12;

/**
 * Ways to make a status smaller, applied in this order until it fits: what an agent needs least goes first. Live calls
 * stay with number, phase and times, up to `MOST_CALLS`. After the last cut every status fits.
 */
const CUTS: readonly ((status: ExtendedStatus) => ExtendedStatus)[] = [
  (status) => ({ ...status, missed: status.missed.slice(0, 20) }),
  (status) => ({
    ...status,
    calls: status.calls.map((call) => ({ ...call, contact_matches: firstMatches(call, 3) })),
  }),
  (status) => ({ ...status, missed: status.missed.slice(0, 5) }),
  (status) => ({ ...status, calls: status.calls.filter(({ phase }) => phase !== 'ENDED') }),
  (status) => withTexts(status, 24),
  (status) => ({ ...status, missed: [] }),
  (status) => ({
    ...status,
    calls: status.calls.map((call) => ({
      ...call,
      company: null,
      responsible: null,
      via: null,
      contact_matches: null,
    })),
  }),
  (status) => ({ ...status, calls: firstCalls(status.calls) }),
];

/**
 * The status with bounded texts and lists, as a form not longer than `STATUS_BUDGET`. Ids of calls stay whole, since
 * commands name calls by them.
 */
export function boundStatus(status: ExtendedStatus): ExtendedStatus {
  let bounded = withTexts(status, TEXT_LENGTH);
  for (const cut of CUTS) {
    if (fits(bounded)) return bounded;
    bounded = cut(bounded);
  }
  return bounded;
}

/** Tries the cheap upper bound first: it suffices for most statuses, without encoding the form. */
function fits(status: ExtendedStatus): boolean {
  const json = JSON.stringify(status);
  return json.length * BYTES_PER_UNIT <= STATUS_BUDGET || formLength(json) <= STATUS_BUDGET;
}

const formLength = (json: string): number => new URLSearchParams({ json }).toString().length;

/** At most `MOST_CALLS` calls: conversations first, then the latest ones. Their order stays. */
function firstCalls(calls: readonly WireCall[]): WireCall[] {
  const talking = calls.filter(({ phase }) => phase === 'CONVERSATION');
  const others = calls.filter(({ phase }) => phase !== 'CONVERSATION');
  const kept = new Set([...talking, ...others.reverse()].slice(0, MOST_CALLS));
  return calls.filter((call) => kept.has(call));
}

function withTexts(status: ExtendedStatus, length: number): ExtendedStatus {
  const boundParty = <T extends Pick<WireMissedCall, 'contact_name' | 'contact_phone' | 'contact_id'>>(
    one: T,
  ): T => ({
    ...one,
    ...(isTooLong(one.contact_id) && { contact_id: null }),
    contact_name: cutOrNull(one.contact_name, length),
    contact_phone: cutText(one.contact_phone, NUMBER_LENGTH),
  });
  const bounded = {
    ...status,
    calls: status.calls.map((call) => ({
      ...boundParty(call),
      company: cutOrNull(call.company, length),
      responsible: cutOrNull(call.responsible, length),
      via: cutOrNull(call.via, length),
      contact_matches:
        firstMatches(call, MOST_MATCHES)
          ?.filter(({ id }) => !isTooLong(id))
          .map((match) => ({ ...match, name: cutText(match.name, length) })) ?? null,
    })),
    missed: status.missed.map(boundParty),
  };
  return bounded.status === 'CONVERSATION'
    ? { ...bounded, call_info: boundParty(bounded.call_info) }
    : bounded;
}

const isTooLong = (id: WireCall['contact_id']): boolean => typeof id === 'string' && id.length > ID_LENGTH;

function firstMatches({ contact_matches }: WireCall, most: number): WireCall['contact_matches'] {
  return contact_matches?.slice(0, most) ?? null;
}

function cutOrNull(text: string | null | undefined, length: number): string | null {
  return text === null || text === undefined ? null : cutText(text, length);
}

/** The text, cut between characters and marked as cut. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - 1;
  const isSplit = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, isSplit ? end - 1 : end)}…`;
}
