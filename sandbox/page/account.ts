/** What the page knows of its account: asked from the sandbox's server at start. */
export interface Account {
  readonly users: readonly {
    readonly id: number;
    readonly email: string;
    readonly name: string;
    readonly extension: string;
  }[];
  readonly cards: readonly Card[];
  widget: StoredWidget;
}

export interface Card {
  readonly kind: 'contacts' | 'leads' | 'companies';
  readonly id: string;
  readonly name: string;
  readonly phones: readonly string[];
  readonly note: string;
}

export interface StoredWidget {
  readonly status: string;
  readonly active: 'Y' | 'N';
  readonly fields: Readonly<Record<string, string>>;
}

/** Choices of this tab: they stand in the address once and are kept for the tab. */
export function choice(name: string, standard: string): string {
  const given = new URLSearchParams(location.search).get(name);
  if (given !== null) sessionStorage.setItem(`sandbox.${name}`, given);
  return sessionStorage.getItem(`sandbox.${name}`) ?? standard;
}

export const language = choice('lang', 'ru') === 'en' ? 'en' : 'ru';

/** Number of the user, from 1. */
export const userNumber = Number(choice('user', '1'));

/** Does the host initialise the widget once, or at each page change? */
export const isInitOnce = choice('init_once', '1') !== '0';

export async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(
    path,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  return (await response.json()) as T;
}
