import type { AmoFault } from './AmoFault';

/** Waits for its turn. */
export interface Turn {
  readonly start: () => void;
  readonly fail: (fault: AmoFault) => void;
}

/** A line in which each sender has its turn after the others, however many turns it waits for. */
export class FairLine {
  /** By sender, in the order of their turns. */
  private readonly waiting = new Map<string, Set<Turn>>();

  get size(): number {
    let size = 0;
    for (const turns of this.waiting.values()) size += turns.size;
    return size;
  }

  add(sender: string, turn: Turn): void {
    const turns = this.waiting.get(sender);
    if (turns === undefined) this.waiting.set(sender, new Set([turn]));
    else turns.add(turn);
  }

  delete(sender: string, turn: Turn): void {
    const turns = this.waiting.get(sender);
    turns?.delete(turn);
    if (turns?.size === 0) this.waiting.delete(sender);
  }

  /** Removes the next one; null: none waits. */
  take(): Turn | null {
    for (const [sender, turns] of this.waiting) {
      const [turn] = turns;
      if (turn === undefined) continue;
      // Its sender's next one is behind those of all others.
      this.waiting.delete(sender);
      turns.delete(turn);
      if (turns.size > 0) this.waiting.set(sender, turns);
      return turn;
    }
    return null;
  }

  all(): readonly Turn[] {
    return [...this.waiting.values()].flatMap((turns) => [...turns]);
  }
}
