import { deserialize, serialize } from 'node:v8';

/** A tab's `BroadcastChannel`. Messages arrive as copies, each in a task of its own. */
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

  /** Delivers a message that another tab has posted. */
  hear(data: unknown): void {
    if (!this.isClosed) this.dispatchEvent(new MessageEvent('message', { data }));
  }

  close(): void {
    this.isClosed = true;
  }
}
