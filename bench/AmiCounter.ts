import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Pbx } from '../test/asterisk/support/Pbx';

const EVENT = '\r\nEvent: ';

/** A second AMI connection with the backend's rights: counts events without parsing them. */
export class AmiCounter {
  /** Events since it began. */
  events = 0;
  private rest = '';

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      const whole = this.rest + text;
      this.events += whole.split(EVENT).length - 1;
      // What may be the beginning of the next one is looked at again; it is too short to be counted twice.
      this.rest = whole.slice(1 - EVENT.length);
    });
  }

  /** Resolves once the login is on its way; events come from then on. */
  static async start(pbx: Pbx): Promise<AmiCounter> {
    const { host, port, user, secret } = pbx.ami('asteriskng');
    const socket = connect(port, host);
    await once(socket, 'connect');
    socket.write(`Action: Login\r\nUsername: ${user}\r\nSecret: ${secret}\r\n\r\n`);
    return new AmiCounter(socket);
  }

  close(): void {
    this.socket.destroy();
  }
}
