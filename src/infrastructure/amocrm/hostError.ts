import { logError } from '../../system/log';
import { amoHost, type HostMessage } from './AmoHost';
import { escapeHtml } from './escapeHtml';
import type { Texts } from './Texts';

/** A message for amoCRM's notification centre under the widget's title, dated now. @param text not escaped */
export function hostMessage(texts: Texts, text: string): HostMessage {
  return {
    header: escapeHtml(texts('notice.title')),
    text: escapeHtml(text),
    date: Math.floor(Date.now() / 1_000),
  };
}

/** Shows an error in amoCRM's notification centre, if the host has one. Never throws. @param text not escaped */
export function hostError(window: Window, texts: Texts, text: string): void {
  try {
    amoHost(window).notifications?.show_message_error?.(hostMessage(texts, text));
  } catch (error) {
    logError('the host did not show a notice', error);
  }
}
