import type { Ami, AmiFault, AmiListener } from '../../../server/telephony/asterisk/ami/Ami';
import { AmiConnection } from '../../../server/telephony/asterisk/ami/AmiConnection';
import type { AmiMessage } from '../../../server/telephony/asterisk/ami/AmiMessage';
import type { AmiSettings } from '../../../server/telephony/asterisk/ami/AmiSettings';
import { openAmiSocket } from '../../../server/telephony/asterisk/ami/openAmiSocket';
import { FakeTimer } from '../../support/FakeTimer';
import { eventually } from './eventually';

/** Records the events and faults of a connection. */
export class AmiDiary implements AmiListener {
  readonly ups: Ami[] = [];
  readonly events: AmiMessage[] = [];
  readonly faults: AmiFault[] = [];

  up(ami: Ami): void {
    this.ups.push(ami);
  }

  event(event: AmiMessage): void {
    this.events.push(event);
  }

  down(cause: AmiFault): void {
    this.faults.push(cause);
  }

  /** Names of the events. */
  get names(): string[] {
    return this.events.map((event) => event['Event'] ?? '');
  }
}

/** A connection of the real code, with its recorded events. */
export interface ConnectionEnd {
  readonly connection: AmiConnection;
  readonly diary: AmiDiary;
  readonly timer: FakeTimer;
}

export function connectTo(settings: AmiSettings): ConnectionEnd {
  const [diary, timer] = [new AmiDiary(), new FakeTimer()];
  return { connection: new AmiConnection(settings, openAmiSocket(settings), diary, timer), diary, timer };
}

/** Resolves once it is logged in. */
export async function enter(settings: AmiSettings): Promise<ConnectionEnd & { readonly ami: Ami }> {
  const end = connectTo(settings);
  return { ...end, ami: await eventually('it is up', () => end.diary.ups[0]) };
}

/** Resolves with the reason of the connection's end. */
export function faultOf({ diary }: ConnectionEnd): Promise<AmiFault> {
  return eventually('it is down', () => diary.faults[0]);
}
