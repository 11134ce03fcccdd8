import type { WireCall, WireMissedCall } from '../../protocol/call';
import type { WireNote, WireOpenNotes } from '../../protocol/callNote';
import type { ExceptionName } from '../../protocol/ExceptionName';
import type { WireMissedClient } from '../../protocol/missedClient';
import type { WireHistory } from '../../protocol/history';
import type { Method } from '../../protocol/methods';
import type { StyleCaption } from '../page/StyleCaption';
import type { StyleCalls } from './StyleCalls';

/** A state of the widget: what the backend answers, and what is done in the page then. */
export interface StyleState extends StyleCaption {
  readonly calls: (make: StyleCalls) => readonly WireCall[];
  readonly missed: (make: StyleCalls) => readonly WireMissedCall[];
  /** The backend has lost its telephone system. */
  readonly isUnlinked: boolean;
  /** Methods that fail, each with the reason. */
  readonly refuses: Partial<Readonly<Record<Method, ExceptionName>>>;
  /** Why each request fails; null: it does not. `keyless`: the key is wrong. */
  readonly outage: 'gateway' | 'keyless' | null;
  /** The backend takes notes, and has this one of each call; null: it takes none. */
  readonly note: ((make: StyleCalls) => WireNote) | null;
  /** Calls that are over and whose outcome is asked for. */
  readonly openNotes: (make: StyleCalls) => WireOpenNotes;
  /** The company's missed calls; null: the backend keeps no list of them. */
  readonly clients: ((make: StyleCalls) => readonly WireMissedClient[]) | null;
  /** The list of past calls; null: the backend keeps none. */
  readonly history: ((make: StyleCalls) => WireHistory) | null;
  /** The backend wants a proven user. */
  readonly wantsProof: boolean;
}
