import { phoneKey } from '../../protocol/isSamePhone';
import type { AgentCall, EndedCall } from './AgentCall';
import type { AllCalls } from './AllCalls';

/** Who has the other end of a call that is over for an agent. */
export interface Taker {
  /** A colleague's extension, or another number. */
  readonly number: string;
  /** Null: a colleague, whose name the directory has, or it is not known. */
  readonly name: string | null;
  /** It rang there and was not answered. */
  readonly isRefused: boolean;
}

/** Has another phone the other end since the call is over? Of an attended transfer the client's call says it. */
export function isHandedOn(call: AgentCall): call is EndedCall {
  if (call.phase !== 'ended') return false;
  return call.reason === 'answeredElsewhere' || (call.reason === 'transferred' && call.consultOf === null);
}

/**
 * Where the other end of this agent's call has gone, as far as one party is known: the one consulted, else the colleague at whom
 * the same number rings or talks since. Null: it is not known. Pure.
 */
export function wentTo(all: AllCalls, extension: string, call: EndedCall): Taker | null {
  if (call.reason === 'answeredElsewhere') return answerer(all, extension, call);
  const own = all.get(extension)?.calls ?? [];
  const [consulted] = own
    .filter((one) => one.consultOf === call.id && one.phase === 'ended' && one.reason === 'transferred')
    .slice(-1);
  if (consulted === undefined) return handedTo(all, extension, call);
  const { number, name } = consulted.party;
  return { number, name, isRefused: false };
}

function answerer(all: AllCalls, extension: string, call: EndedCall): Taker | null {
  const answered = othersOf(all, extension, call, (one) => (answeredAt(one) ?? 0) >= call.startedAt);
  const [first] = answered.sort((a, b) => (answeredAt(a.one) ?? 0) - (answeredAt(b.one) ?? 0));
  return first === undefined ? null : { number: first.other, name: null, isRefused: false };
}

function handedTo(all: AllCalls, extension: string, call: EndedCall): Taker | null {
  const from = call.answeredAt ?? call.startedAt;
  const others = othersOf(
    all,
    extension,
    call,
    (one) =>
      // An older talk of a colleague is not shown to an agent who calls the same number; an inner call may be joined to it later.
      (one.startedAt >= from || one.direction === 'internal') &&
      (one.phase !== 'ended' || (one.reason !== 'answeredElsewhere' && one.endedAt >= call.endedAt)),
  );
  const answered = others.filter(({ one }) => answeredAt(one) !== null);
  const ringing = others.filter(({ one }) => one.phase !== 'ended');
  const found = [answered, ringing, others].find((some) => some.length > 0) ?? [];
  const numbers = new Set(found.map(({ other }) => other));
  const [number] = numbers;
  // Where it rings at several, it is not known yet who takes it.
  if (number === undefined || numbers.size > 1) return null;
  return { number, name: null, isRefused: found === others };
}

/** Other agents' calls with the same number that came to them and are as wanted. */
function othersOf(
  all: AllCalls,
  extension: string,
  call: EndedCall,
  isWanted: (one: AgentCall) => boolean,
): { readonly other: string; readonly one: AgentCall }[] {
  const key = phoneKey(call.party.number);
  if (key === '') return [];
  return [...all].flatMap(([other, { calls }]) =>
    other === extension
      ? []
      : calls
          .filter((one) => one.direction !== 'outbound' && isWanted(one))
          .filter(({ party }) => phoneKey(party.number) === key)
          .map((one) => ({ other, one })),
  );
}

/** When the call was answered; null: it was not. */
function answeredAt(call: AgentCall): number | null {
  return call.phase === 'talking' || call.phase === 'ended' ? call.answeredAt : null;
}
