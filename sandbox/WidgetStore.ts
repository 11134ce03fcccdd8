import type { StoredWidget } from './page/accountShapes';

/** Settings of the integration in the sandbox's account, in memory. */
export class WidgetStore {
  private stored: StoredWidget;

  constructor(
    /** Its fields at the start. */
    private readonly fields: () => Readonly<Record<string, string>>,
  ) {
    this.stored = this.reset();
  }

  /** Back to the fields of the start. */
  reset(): StoredWidget {
    const fields = this.fields();
    this.stored = {
      status: Object.keys(fields).length > 0 ? 'installed' : 'not_configured',
      active: 'Y',
      fields,
    };
    return this.stored;
  }

  get(): StoredWidget {
    return this.stored;
  }

  save({ active, fields }: { active: boolean; fields: Readonly<Record<string, string>> }): StoredWidget {
    this.stored = {
      status: 'installed',
      active: active ? 'Y' : 'N',
      fields: { ...this.stored.fields, ...fields },
    };
    return this.stored;
  }

  uninstall(): StoredWidget {
    this.stored = { status: 'install', active: 'N', fields: {} };
    return this.stored;
  }
}
