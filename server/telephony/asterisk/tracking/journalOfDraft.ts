import * as v from 'valibot';
import type { Fact, Journal, Participant } from '../../../calls/journal/Journal';

const text = v.nullable(v.string());

/** What release 1.0.0 stored of an open call. Times in ms since 1970. */
const draftSchema = v.object({
  id: v.string(),
  direction: v.picklist(['inbound', 'outbound']),
  /** Uniqueid of the client's channel. */
  client: v.string(),
  /** The client's number as the PBX has it. */
  number: v.string(),
  via: text,
  extensions: v.array(v.string()),
  /** Extension that talked with the client last. */
  talked: text,
  rung: text,
  failure: v.nullable(v.picklist(['answered', 'missed', 'busy', 'noAnswer', 'rejected', 'failed'])),
  startedAt: v.number(),
  answeredAt: v.nullable(v.number()),
  recording: text,
  mixMonitor: text,
});

type Draft = v.InferOutput<typeof draftSchema>;

/**
 * A journal of the draft that release 1.0.0 kept of an open call. Its agents are participants that have left; those that
 * are still there are added when their channels are read.
 * @param toCrm converts an outside number to amoCRM's format
 */
export function journalOfDraftSchema(toCrm: (number: string) => string): v.GenericSchema<unknown, Journal> {
  return v.pipe(
    draftSchema,
    v.transform((draft) => journalOfDraft(draft, toCrm)),
  );
}

function journalOfDraft(draft: Draft, toCrm: (number: string) => string): Journal {
  const { id, startedAt, extensions } = draft;
  const client: Participant = {
    id: draft.client,
    call: id,
    side: 'outside',
    extension: null,
    number: draft.number === '' ? '' : toCrm(draft.number),
    isCaller: draft.direction === 'inbound',
    line: draft.via,
    from: startedAt,
    end: null,
  };
  const agents = extensions.map((extension) => agentOf(draft, extension));
  return {
    id,
    startedAt,
    participants: draft.direction === 'inbound' ? [client, ...agents] : [...agents, client],
    facts: [
      ...ringsOf(draft),
      ...talkOf(draft),
      ...recordingOf(draft, draft.mixMonitor, false),
      ...recordingOf(draft, draft.recording, true),
    ],
    closed: [],
  };
}

function agentOf({ id, startedAt, direction }: Draft, extension: string): Participant {
  return {
    id: `${id}/${extension}`,
    call: id,
    side: 'agent',
    extension,
    number: '',
    isCaller: direction === 'outbound',
    line: null,
    from: startedAt,
    end: { at: startedAt, isRefused: false, isHeard: true },
  };
}

/** The agents rang, the one that rang last at the end; a client who was called was not reached for a reason. */
function ringsOf({ id, client, startedAt, direction, extensions, rung, failure }: Draft): readonly Fact[] {
  const ring = { type: 'rang', by: null, isInside: false, isRinging: true, from: startedAt } as const;
  if (direction === 'outbound') {
    if (failure === null || failure === 'answered' || failure === 'missed') return [];
    return [{ ...ring, who: client, to: startedAt, result: failure }];
  }
  const inOrder = [...extensions.filter((extension) => extension !== rung), ...(rung === null ? [] : [rung])];
  return inOrder.map((extension) => ({
    ...ring,
    who: `${id}/${extension}`,
    to: startedAt,
    result: 'noAnswer',
  }));
}

function talkOf({ id, client, talked, answeredAt }: Draft): readonly Fact[] {
  if (answeredAt === null) return [];
  const who = [client, talked === null ? `${id}/` : `${id}/${talked}`] as const;
  return [{ type: 'talked', who: [...who], from: answeredAt, to: null }];
}

function recordingOf(
  { id, client, startedAt }: Draft,
  file: string | null,
  isNamed: boolean,
): readonly Fact[] {
  return file === null ? [] : [{ type: 'recorded', call: id, who: client, file, isNamed, from: startedAt }];
}
