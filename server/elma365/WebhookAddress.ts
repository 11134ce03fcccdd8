import * as v from 'valibot';

/** A file that is read and written as a whole. */
export interface TextFile {
  /** The text; null: there is no such file. */
  read(): string | null;
  /** Fails when it can't be written. */
  write(text: string): void;
}

const keptSchema = v.object({ url: v.string() });

/** URL for pushes: set by the module, stored over a restart. It contains ELMA365's token, so it is a secret. */
export class WebhookAddress {
  private known: string | null;

  constructor(
    /** ELMA365's origin: other servers get no pushes. */
    private readonly origin: string,
    private readonly file: TextFile,
  ) {
    this.known = this.allowed(readKept(file.read()));
  }

  /** Null: the module has not set it yet. */
  get url(): string | null {
    return this.known;
  }

  /** Sets a new URL. False: it is not on ELMA365's server, or has a user in it. Fails when it can't be stored. */
  set(url: string): boolean {
    const allowed = this.allowed(url);
    if (allowed === null) return false;
    if (allowed !== this.known) this.file.write(JSON.stringify({ url: allowed }));
    this.known = allowed;
    return true;
  }

  private allowed(url: string | null): string | null {
    if (url === null || !URL.canParse(url)) return null;
    const { origin, username, password } = new URL(url);
    // fetch refuses an address with a user in it, so nothing would ever be delivered.
    return origin === this.origin && username === '' && password === '' ? url : null;
  }
}

function readKept(text: string | null): string | null {
  if (text === null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), text);
  return parsed.success ? parsed.output.url : null;
}
