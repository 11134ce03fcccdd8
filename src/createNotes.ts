import type { CallControl } from './domain/calls/CallControl';
import type { Callers } from './domain/calls/Callers';
import { knownParty } from './domain/calls/knownParty';
import { CallNotes } from './domain/notes/CallNotes';
import type { Readable } from './domain/Store';
import type { RenderTemplate } from './infrastructure/amocrm/RenderTemplate';
import type { Texts } from './infrastructure/amocrm/Texts';
import { StoredNotes } from './infrastructure/notes/StoredNotes';
import type { RpcClient } from './infrastructure/rpc/RpcClient';
import { RpcNotes } from './infrastructure/rpc/RpcNotes';
import { LockTurns } from './infrastructure/tabs/LockTurns';
import type { CallDesk } from './infrastructure/ui/call/CallDesk';
import { formatNumber } from './infrastructure/ui/formatNumber';
import { installStyle } from './infrastructure/ui/installStyle';
import { noteClient } from './infrastructure/ui/notes/noteClient';
import css from './infrastructure/ui/notes/notes.css';
import { NotesView } from './infrastructure/ui/notes/NotesView';
import type { PanelState } from './infrastructure/ui/popups/Popups';
import type { Scope } from './system/Scope';

/** What `createNotes` gets of the session. */
export interface CreateNotesOptions {
  readonly rpc: RpcClient;
  readonly desk: CallDesk;
  readonly calls: Pick<CallControl, 'board'>;
  readonly callers: Pick<Callers, 'known'>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly window: Window & typeof globalThis;
  readonly tabs: { readonly locks: LockManager | null; readonly name: string };
  /** Is this the leading tab? */
  readonly isLeader: () => boolean;
  readonly panelState: Readable<PanelState>;
  /** Takes the card of a call's step off the screen. @param step `popupStep` */
  readonly dismiss: (step: string) => void;
}

/**
 * Composition root of notes.js, which is loaded where the backend takes notes: what the agent writes of a call, below its card and
 * after it. Until the scope closes.
 * @param slot the node of the panel for it
 */
export function createNotes(options: CreateNotesOptions, slot: HTMLElement, scope: Scope): void {
  const { rpc, desk, calls, callers, texts, render, window, tabs, panelState, dismiss, isLeader } = options;
  // Without the version, so that what was typed outlives an upgrade.
  const owner = tabs.name.replace(`${WIDGET_VERSION}:`, '');
  const memory = new StoredNotes(window, () => window.localStorage, owner, scope);
  const notes = new CallNotes({
    backend: new RpcNotes(rpc, texts('call.locale'), memory.writer(), formatNumber),
    memory,
    turns: new LockTurns(tabs.locks, `${owner}:note`),
    timer: scope,
    board: calls.board,
    isLeader,
    isSeen: () => window.document.visibilityState === 'visible',
    clientOf: (call) => noteClient(call, callers.known.get()),
  });
  for (const source of [calls.board, callers.known])
    scope.onClose(source.subscribe(() => notes.boardChanged(calls.board.get())));
  scope.listen(window, 'online', () => notes.retry());
  installStyle(window.document, css, scope);
  new NotesView(
    {
      slot,
      notes,
      board: calls.board,
      focused: () => desk.focused(),
      canCall: () => {
        const { abilities, outage } = desk.context(false);
        return abilities.has('originate') && outage === null;
      },
      isOpen: () => panelState.get().kind === 'open',
      sources: [desk.chosen, panelState],
      // The card of an unknown caller offers to make a client.
      replaceCard: ({ id, party }) => {
        if (knownParty(party, callers.known.get()).contactId !== null) dismiss(`${id}:ended`);
      },
      isOffered: () => rpc.offers('save_note'),
      texts,
      render,
    },
    scope,
  );
}
