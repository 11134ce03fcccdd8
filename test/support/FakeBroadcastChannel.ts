import { deserialize, serialize } from 'node:v8';

/** One end of the line between tabs. What is posted arrives as a copy, in a task of its own. */
export class FakeBroadcastChannel extends EventTarget {
  private isClosed = false;

  constructor(
    readonly name: string,
    private readonly deliver: (data: unknown) => void,
  ) {
    super();
  }

  postMessage(data: unknown): void {
    if (this.isClosed) throw new DOMException('The channel is closed.', 'InvalidStateError');
    this.deliver(deserialize(serialize(data)));
  }

  /** Another end has posted this. */
  hear(data: unknown): void {
    if (!this.isClosed) this.dispatchEvent(new MessageEvent('message', { data }));
  }

  close(): void {
    this.isClosed = true;
  }
}
