import { backOff } from '../../../protocol/backOff';
import type { Agent } from '../../calls/Agent';
import type { AgentDirectory } from '../../calls/AgentDirectory';
import { unknownParty, type Party } from '../../calls/Party';
import type { Clock } from '../../system/Clock';
import type { AmoUser } from '../callers/amoAnswers';
import { DueClock } from '../outbox/DueClock';
import { keptUsersText, readKeptUsers, RIGHTS_NOTE } from './readKeptUsers';
import { mayView, mayViewSome, type CardOwner, type UsersById } from './mayView';
import { nextRights, RIGHTS_KEPT_MS, type RightsState, type Unread } from './nextRights';
import { shownParty } from './shownParty';
import type { RightKind } from './UserRights';

/** Pause between two looks at the list of users, ms; after a failed one it grows from the first to the longest. */
const LOOK_MS = 300_000;
const AFTER_FAULT = { first: 5_000, longest: LOOK_MS, jitter: 0.2 };

/** What the store keeps; see `ClientIndexStore`. */
export interface RightsNotes {
  notes(): Promise<ReadonlyMap<string, string>>;
  save(changes: {
    readonly entries: readonly never[];
    readonly deleted: readonly never[];
    readonly notes: ReadonlyMap<string, string>;
  }): Promise<void>;
}

/** While the list of users was not read. */
const NO_USERS: UsersById = new Map();

/** What `AgentRights` needs of the backend. */
export interface AgentRightsOptions {
  /** All users; empty: the token may not list them. Fails with an `AmoFault`. */
  readonly listUsers: () => Promise<readonly AmoUser[]>;
  readonly directory: AgentDirectory;
  /** Does the local phone book know the number? */
  readonly isLocal: (number: string) => boolean;
  /** Null: nothing outlives the process. */
  readonly notes: RightsNotes | null;
  readonly clock: Clock;
  /** Called once for each trouble. */
  readonly onUnread: (why: Unread, cause: unknown) => void;
}

/**
 * What each agent may see of amoCRM's cards, by the rights of their user there. The list of users is read again and again;
 * until it was read, and when it could not be for `RIGHTS_KEPT_MS`, agents see numbers alone.
 */
export class AgentRights {
  private state: RightsState = { kind: 'unread', why: null };
  private onChange: () => void = () => undefined;
  private failures = 0;
  private isWriter = false;
  private running: AbortController | null = null;
  private wake: () => void = () => undefined;
  /** A correction of the machine's clock makes no list older. */
  private readonly clock: DueClock;

  constructor(private readonly options: AgentRightsOptions) {
    this.clock = new DueClock(options.clock);
  }

  /** Called with each change of what agents may see. */
  setChangeListener(onChange: () => void): void {
    this.onChange = onChange;
  }

  /** Why agents see numbers alone; null: they do not. `forbidden`, `failed`; `notYet`: the list is being read. */
  get unread(): Unread | 'notYet' | null {
    return this.state.kind === 'known' ? null : (this.state.why ?? 'notYet');
  }

  /** Was the token refused the list in the last look? */
  get isForbidden(): boolean {
    return this.state.why === 'forbidden';
  }

  /** How long ago the list was read, ms; null: it was not. */
  get ageMs(): number | null {
    return this.state.kind === 'known' ? Math.max(0, this.clock.now() - this.state.at) : null;
  }

  /** Of several backends only one keeps the list in the store. */
  setWriting(isWriter: boolean): void {
    this.isWriter = isWriter;
  }

  /** Reads the list from now on. */
  start(): void {
    if (this.running !== null) return;
    this.running = new AbortController();
    void this.run(this.running.signal);
  }

  close(): void {
    this.running?.abort();
    this.wake();
  }

  /** Is the user switched off, or not in the list? False: also while the list was not read. */
  isInactive(userId: number): boolean {
    if (this.state.kind === 'unread') return false;
    const user = this.state.byId.get(userId);
    return user === undefined || user.rights?.isActive === false;
  }

  /** May the agent view the card? */
  mayView(extension: string, kind: RightKind, card: CardOwner): boolean {
    return mayView(this.userOf(extension), kind, card, this.users);
  }

  /** May the agent view any card of the kind? */
  mayViewSome(extension: string, kind: RightKind): boolean {
    return mayViewSome(this.userOf(extension), kind);
  }

  /** May the agent view a call that this colleague had, as if it were a card of theirs of each kind? One's own always. */
  mayViewCallOf(viewer: string, extension: string | null, kinds: readonly RightKind[]): boolean {
    if (extension === viewer) return true;
    const responsibleId = extension === null ? null : (this.userOf(extension)?.id ?? null);
    return kinds.every((kind) => this.mayView(viewer, kind, { responsibleId }));
  }

  /**
   * Is it the agent's own card, or may all who view it view what the agent has? A user who makes a card with a client's number is
   * not to get more by it, also where another user is set as its owner.
   */
  isOfAgent(card: CardOwner, kind: RightKind, extension: string): boolean {
    if (this.state.kind === 'unread') return false;
    const user = this.userOf(extension);
    if (user !== null && card.responsibleId === user.id) return true;
    const views = (one: AmoUser, of: CardOwner): boolean => mayView(one, kind, of, this.users);
    const own = { responsibleId: user?.id ?? null };
    return [...this.users.values()].every((one) => !views(one, card) || views(one, own));
  }

  /** May the agent view whatever card this colleague has, of each kind? */
  mayViewCardsOf(viewer: string, owner: string): boolean {
    return this.mayViewCallOf(viewer, owner, ['contacts', 'companies', 'leads']);
  }

  /** The party as the agent may see it. A name that neither amoCRM nor the phone book now gives is left out. */
  shown(extension: string, party: Party): Party {
    const { number, whole } = party;
    if (whole !== undefined) return shownParty(number, whole, this.userOf(extension), this.users);
    const isNamed = party.name !== null || party.matches.length > 0;
    // An earlier version of the backend, or one without rights, has written it into the state that a cluster shares.
    return isNamed && !this.options.isLocal(number) ? unknownParty(number) : party;
  }

  /** The name that every agent may see; null: there is none, or one of them may not. */
  nameForAll(party: Party): string | null {
    const names = this.options.directory.agents.map(
      ({ extension }) => this.shown(extension, party).name ?? null,
    );
    const [first = null, ...others] = new Set(names);
    return others.length === 0 ? first : null;
  }

  private get users(): UsersById {
    return this.state.kind === 'known' ? this.state.byId : NO_USERS;
  }

  /** The agent's user; null: amoCRM has none, or it is not known. */
  private userOf(extension: string): AmoUser | null {
    const agent = this.options.directory.withExtension(extension);
    return agent === null || this.state.kind === 'unread' ? null : userOfAgent(agent, this.state);
  }

  private async run(signal: AbortSignal): Promise<void> {
    // Not awaited: a store that does not answer does not delay the first look.
    void this.resume();
    while (!signal.aborted) {
      const isRead = await this.look();
      this.failures = isRead ? 0 : this.failures + 1;
      await this.rest(isRead ? LOOK_MS : backOff(AFTER_FAULT, this.failures, 0), signal);
    }
  }

  /** Takes over what an earlier process has kept, unless it is too old. */
  private async resume(): Promise<void> {
    const { notes } = this.options;
    const kept = await notes?.notes().then(
      (all) => readKeptUsers(all.get(RIGHTS_NOTE)),
      () => null,
    );
    // The clock may have been set back since: what seems to be of the future is of unknown age.
    if (!kept || this.state.kind === 'known') return;
    const age = this.clock.now() - kept.at;
    if (age >= 0 && age <= RIGHTS_KEPT_MS) this.change({ type: 'kept', users: kept.users, at: kept.at });
  }

  /** @returns was the list read? */
  private async look(): Promise<boolean> {
    const { listUsers } = this.options;
    const before = this.state.why;
    const [users, cause] = await listUsers().then(
      (read) => [read, null] as const,
      (error: unknown) => [null, error] as const,
    );
    const at = this.clock.now();
    if (users !== null && users.length > 0) {
      this.change({ type: 'read', users, at });
      await this.keep(users, at);
      return true;
    }
    const why = users === null ? 'failed' : 'forbidden';
    this.change({ type: 'failed', why, at });
    if (before !== why && this.running?.signal.aborted !== true) this.options.onUnread(why, cause);
    return false;
  }

  private change(event: Parameters<typeof nextRights>[1]): void {
    const before = this.state;
    this.state = nextRights(before, event);
    if (usersText(this.state) !== usersText(before)) this.onChange();
  }

  /** The store reports its faults itself; without it the list is read at the next start. */
  private async keep(users: readonly AmoUser[], at: number): Promise<void> {
    if (!this.isWriter) return;
    const notes = new Map([[RIGHTS_NOTE, keptUsersText(users, at)]]);
    await this.options.notes?.save({ entries: [], deleted: [], notes }).catch(() => undefined);
  }

  private rest(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.options.clock.after(ms, () => this.wake());
      this.wake = () => {
        this.wake = () => undefined;
        stop();
        resolve();
      };
      if (signal.aborted) this.wake();
    });
  }
}

/** The agent's user of amoCRM, as a proven user is matched to the agent. */
export function userOfAgent(
  { amouserId, email }: Agent,
  { byId, byEmail }: Pick<Extract<RightsState, { kind: 'known' }>, 'byId' | 'byEmail'>,
): AmoUser | null {
  const user = amouserId === undefined ? byEmail.get(email.toLowerCase()) : byId.get(amouserId);
  return user ?? null;
}

function usersText(state: RightsState): string {
  return state.kind === 'known' ? JSON.stringify(state.users) : '';
}
