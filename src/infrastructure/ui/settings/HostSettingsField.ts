/**
 * amoCRM's own input for our settings field, inside its settings window. Class names as seen in public
 * widgets; where the block is not found only the input is hidden.
 */
export class HostSettingsField {
  private constructor(
    private readonly input: HTMLInputElement,
    /** The host's block around the input. */
    private readonly block: HTMLElement,
  ) {}

  /** The field in this window, or null when the host does not show one. @param name name of the settings field */
  static find(modal: ParentNode, name: string): HostSettingsField | null {
    const input = modal.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (input === null) return null;
    const block = input.closest<HTMLElement>('.widget_settings_block__item_field') ?? input;
    return new HostSettingsField(input, block);
  }

  /** Text in the host's input. */
  get value(): string {
    return this.input.value;
  }

  /** Hides the host's block and puts our form beside it; the answer undoes both. */
  replaceBy(form: HTMLElement): () => void {
    const { display } = this.block.style;
    this.block.style.display = 'none';
    this.block.after(form);
    return () => {
      form.remove();
      this.block.style.display = display;
    };
  }

  /** Writes the field as if by hand: the host's save button wakes up on these events alone. */
  write(text: string): void {
    if (this.input.value === text) return;
    this.input.value = text;
    for (const type of ['input', 'change']) this.input.dispatchEvent(new Event(type, { bubbles: true }));
  }
}
