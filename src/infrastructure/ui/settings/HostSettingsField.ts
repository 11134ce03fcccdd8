/**
 * amoCRM's input for our settings field in its settings window. The class name of its block is known from public
 * widgets; without such a block only the input is hidden.
 */
export class HostSettingsField {
  private constructor(
    private readonly input: HTMLInputElement,
    /** The host's block around the input. */
    private readonly block: HTMLElement,
  ) {}

  /** Finds the field; null: the window has none. @param name name of the settings field */
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

  /** Hides the host's block and inserts our form after it. The returned function undoes both. */
  replaceBy(form: HTMLElement): () => void {
    const { display } = this.block.style;
    this.block.style.display = 'none';
    this.block.after(form);
    return () => {
      form.remove();
      this.block.style.display = display;
    };
  }

  /**
   * Writes the field and fires `input` and `change`, which enable the host's save button. Nothing when the text is the
   * same.
   */
  write(text: string): void {
    if (this.input.value === text) return;
    this.input.value = text;
    for (const type of ['input', 'change']) this.input.dispatchEvent(new Event(type, { bubbles: true }));
  }
}
