import { historyListener } from '../server/historyListener';
import type { Store } from '../server/store/Store';
import type { Clock } from '../server/system/Clock';
import { AmiReader } from '../server/telephony/asterisk/ami/AmiReader';
import { agentOfChannel } from '../server/telephony/asterisk/agentOfChannel';
import { CallTracker } from '../server/telephony/asterisk/tracking/CallTracker';
import { JournalPersistence } from '../server/telephony/asterisk/tracking/JournalPersistence';
import { followedEvents } from '../server/telephony/asterisk/tracking/readAmiEvent';
import { trafficAgents, type Chunk } from './amiTraffic';

/** Follows calls as the backend does: their journals are stored while they are open, and when they are over. */
export class FollowedTraffic {
  /** Of agents' calls. */
  reports = 0;
  /** Calls between a client and the company that are over. */
  records = 0;
  private readonly reader = new AmiReader(followedEvents);
  private readonly tracker: CallTracker;
  private readonly persistence: JournalPersistence;

  /** @param onReport called with each report of an agent's call */
  constructor(store: Pick<Store, 'calls' | 'drafts'>, clock: Clock, onReport: () => void = () => undefined) {
    const fail = (cause: unknown): void => {
      throw cause instanceof Error ? cause : new Error(String(cause));
    };
    const history = historyListener(store);
    const toCrm = (number: string): string => `+${number}`;
    this.persistence = new JournalPersistence(store.drafts, clock, fail, toCrm);
    const agents = new Set(trafficAgents);
    this.tracker = new CallTracker({
      numbering: {
        extensionOf: agentOfChannel(new Map(trafficAgents.map((agent) => [agent, [`PJSIP/${agent}`]]))),
        isAgent: (number) => agents.has(number),
        toCrm,
        context: 'internal',
      },
      clock,
      onFault: (_event, error) => fail(error),
      listener: {
        call: () => {
          this.reports += 1;
          onReport();
        },
        finished: (record) => {
          this.records += 1;
          history.finished?.(record);
        },
        closed: (journal, record) => history.closed?.(journal, record),
        resynced: () => undefined,
      },
      onClosed: (id, left) => this.persistence.saveClosed(id, left),
    });
    this.persistence.setSource(this.tracker);
    this.tracker.resync([]);
    this.reader.read(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
  }

  /** Calls, legs and bridges that are followed now. */
  get kept(): number {
    return Object.values(this.tracker.size).reduce((sum, size) => sum + size, 0);
  }

  read({ bytes }: Chunk): void {
    for (const message of this.reader.read(bytes)) {
      this.tracker.handleEvent(message);
      this.persistence.scheduleSave();
    }
  }

  async close(): Promise<void> {
    this.tracker.close();
    await this.persistence.close();
  }
}
