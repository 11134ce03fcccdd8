import type { CallNote } from '../../../domain/notes/CallNote';
import type { Scope } from '../../../system/Scope';
import type { Texts } from '../../amocrm/Texts';

/** Says in the head of the folded panel that the note of an ended call is unfinished. A press unfolds the panel. Until the scope closes. */
export class FoldedNote {
  private readonly button: HTMLButtonElement;
  private callId = '';

  /**
   * @param status the node of the head behind which it stands
   * @param onPress gets the call of the note; the panel unfolds by itself
   */
  constructor(
    status: HTMLElement,
    private readonly texts: Texts,
    onPress: (callId: string) => void,
    scope: Scope,
  ) {
    const button = status.ownerDocument.createElement('button');
    button.type = 'button';
    button.className = 'asteriskng-badge asteriskng-note-badge';
    button.dataset['command'] = 'fold';
    button.hidden = true;
    status.after(button);
    this.button = button;
    scope.listen(button, 'click', () => onPress(this.callId));
    scope.onClose(() => {
      button.remove();
    });
  }

  /** @param unfinished notes of ended calls, the first of which is named */
  show(unfinished: readonly CallNote[]): void {
    const { button } = this;
    const [first] = unfinished;
    button.hidden = first === undefined;
    if (first === undefined) return;
    this.callId = first.callId;
    const name = this.texts('note.unfinished', { name: first.client.title });
    const text = ['✎\uFE0E', ...(unfinished.length > 1 ? [unfinished.length] : [])].join(' ');
    if (button.title === name && button.textContent === text) return;
    button.title = name;
    button.setAttribute('aria-label', name);
    button.textContent = text;
  }
}
