import { isSamePhone } from '../../../protocol/isSamePhone';
import { besideId, isBeside } from './besideId';
import type { CallNote, NoteLeg } from './CallNote';
import { clientNumberOf } from './clientNumberOf';

/** Where notes are looked up. */
interface Notes {
  get(id: string): CallNote | undefined;
  readonly all: readonly CallNote[];
}

type Leg = Omit<NoteLeg, 'leftAt'>;

/**
 * Id of the note to which an agent's call belongs. Asterisk reports a party outside whom an agent consults as of the whole call that
 * they consult from, also when they talk on without that one. Each party has a note of its own, since who may read and choose is a
 * matter of the client: the note of the whole call is of who was in it first, and of no client where that was a colleague. A
 * colleague who is consulted belongs to the note of the one whom the consultation is about.
 * @param call key of the whole call
 * @param known id of the note that it belonged to until now; null: none
 */
export function noteIdFor(call: string, leg: Leg, known: string | null, notes: Notes): string {
  const isWithin = (id: string): boolean => id === call || isBeside(id, call);
  const within = known !== null && isWithin(known) ? known : null;
  if (leg.colleague !== undefined) return within ?? ofConsultation(leg, isWithin, notes) ?? call;
  return leg.number === null ? (within ?? call) : ofClient(call, leg, leg.number, within, notes);
}

function ofClient(call: string, leg: Leg, number: string, within: string | null, notes: Notes): string {
  const isOfClient = (note: CallNote | undefined): boolean => note !== undefined && isAbout(note, number);
  if (within !== null && isOfClient(notes.get(within))) return within;
  const first = notes.get(call);
  if (isOfClient(first)) return call;
  const beside = notes.all.find((note) => isBeside(note.id, call) && isOfClient(note));
  if (beside !== undefined) return beside.id;
  const isFirst = leg.consultOf === undefined && (first?.legs ?? []).every(isUnknown);
  return isFirst ? call : besideId(call, number);
}

function isAbout(note: CallNote, number: string): boolean {
  const client = clientNumberOf(note);
  return client !== null && (client === number || isSamePhone(client, number));
}

function isUnknown({ number, colleague }: NoteLeg): boolean {
  return number === null && colleague === undefined;
}

function ofConsultation(leg: Leg, isWithin: (id: string) => boolean, { all }: Notes): string | undefined {
  const isMeant = (one: NoteLeg): boolean =>
    one.leftAt === null && (isConsultedOn(one, leg) || isAsking(one, leg));
  return all.find(({ id, legs }) => isWithin(id) && legs.some(isMeant))?.id;
}

function isConsultedOn(one: NoteLeg, { extension, consultOf }: Leg): boolean {
  return one.extension === extension && one.callId === consultOf;
}

function isAsking({ extension, colleague, consultOf }: NoteLeg, asked: Leg): boolean {
  return consultOf !== undefined && extension === asked.colleague && colleague === asked.extension;
}
