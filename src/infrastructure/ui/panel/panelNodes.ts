import $ from 'jquery';
import { partOf } from '../partOf';

/** Nodes of the panel that exist as long as it does; the content of some is repainted. */
export interface PanelNodes {
  readonly root: HTMLElement;
  readonly head: HTMLElement;
  readonly handle: HTMLElement;
  readonly status: HTMLElement;
  readonly headTime: HTMLElement;
  readonly fold: HTMLElement;
  /** For the cards of calls that ring or have just ended. */
  readonly dock: HTMLElement;
  readonly body: HTMLElement;
  readonly choices: HTMLElement;
  readonly drawer: HTMLElement;
  readonly call: HTMLElement;
  /** For the note of a call; notes.js paints it. */
  readonly note: HTMLElement;
  readonly lines: HTMLElement;
  /** For the company's missed calls; missed.js paints it. */
  readonly missed: HTMLElement;
  readonly problem: HTMLElement;
  readonly label: HTMLElement;
  readonly input: HTMLInputElement;
  readonly clear: HTMLElement;
  readonly act: HTMLElement;
  readonly list: HTMLElement;
}

/** Creates the panel's nodes. @param html the rendered template @param name the panel's name for screen readers */
export function panelNodes(html: string, name: string): PanelNodes {
  const root = $('<section class="asteriskng-root" tabindex="-1"></section>')
    .attr('aria-label', name)
    .html(html)
    .get(0);
  if (root === undefined) throw new TypeError('jQuery made no node');
  const part = (which: string): HTMLElement => partOf(root, which);
  const input = part('input');
  if (!(input instanceof HTMLInputElement)) throw new TypeError('The dial field is not an input');
  return {
    root,
    input,
    head: part('head'),
    handle: part('handle'),
    status: part('status'),
    headTime: part('time'),
    fold: part('fold'),
    dock: part('dock'),
    body: part('body'),
    choices: part('choices'),
    drawer: part('drawer'),
    call: part('call'),
    note: part('note'),
    lines: part('lines'),
    missed: part('missed'),
    problem: part('problem'),
    label: part('label'),
    clear: part('clear'),
    act: part('act'),
    list: part('list'),
  };
}
