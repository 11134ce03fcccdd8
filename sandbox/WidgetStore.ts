import type { StoredWidget } from './page/Account';

/** State and settings of the integration in the imitated account, in memory. */
export class WidgetStore {
  private stored: StoredWidget;

  constructor(
    /** The fields to begin with; empty: not configured. */
    private readonly fields: () => Readonly<Record<string, string>>,
  ) {
    this.stored = this.reset();
  }

  /** Restores the fields to begin with. */
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

  /** Saves the settings as amoCRM's settings window does; other fields stay. */
  save({ active, fields }: { active: boolean; fields: Readonly<Record<string, string>> }): StoredWidget {
    this.stored = {
      status: 'installed',
      active: active ? 'Y' : 'N',
      fields: { ...this.stored.fields, ...fields },
    };
    return this.stored;
  }

  /** Removes the integration with its fields. */
  uninstall(): StoredWidget {
    this.stored = { status: 'install', active: 'N', fields: {} };
    return this.stored;
  }
}
