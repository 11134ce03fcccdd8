import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { KeyLimiter } from '../access/KeyLimiter';
import type { Agent } from '../calls/Agent';
import type { AgentCall } from '../calls/AgentCall';
import type { AgentDirectory } from '../calls/AgentDirectory';
import type { CallRecord } from '../calls/CallRecord';
import type { Colleague } from '../calls/Colleague';
import type { Telephony } from '../calls/Telephony';
import type { Clock } from '../system/Clock';
import type { ReadFile } from '../system/ReadFile';
import type { DraftStore } from './DraftStore';
import type { FindCaller } from './FindCaller';

/** A driver that is created and not connected yet. */
export interface Driver {
  readonly telephony: Telephony;
  /** Registers the driver's own HTTP routes, before the server listens. */
  openRoutes?(http: FastifyInstance, options: DriverRoutesOptions): void;
  /** It reports journals of whole calls itself (`closed`). */
  readonly writesJournals?: boolean;
  /** Is any call under way, also one that no agent has yet? Left out: the driver knows agents' calls only. */
  hasOpenCall?(): boolean;
  /** URL of a recording that the telephone system itself keeps; null: there is none. */
  linkOf?(record: CallRecord): string | null;
  /** Has the user of this extension turned on "do not disturb" in the telephone system? */
  isDoNotDisturb?(extension: string): boolean;
  /** Has the agent with this extension no phone that the telephone system could ring? Left out: it does not say so. */
  isUnregistered?(extension: string): boolean;
}

/** What a driver is created with. */
export interface DriverOptions {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly readFile: ReadFile;
  readonly agents: readonly Agent[];
  /** Undefined: records of open calls do not outlive the process. */
  readonly drafts: DraftStore | undefined;
  /** Called with all colleagues each time the telephone system has listed them. */
  readonly onColleagues: (colleagues: readonly Colleague[]) => void;
  /** Called when `isDoNotDisturb` or `isUnregistered` of an agent has changed. */
  readonly onPresence: (extension: string) => void;
}

/** What a driver's own HTTP routes may use. */
export interface DriverRoutesOptions {
  /** Path of the wire; the driver's routes lie below it. */
  readonly path: string;
  readonly keyLimiter: KeyLimiter;
  readonly directory: AgentDirectory;
  readonly callsOf: (extension: string) => readonly AgentCall[];
  readonly findCaller: FindCaller;
}
