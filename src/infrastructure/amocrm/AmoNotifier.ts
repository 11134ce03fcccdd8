import type { Notice, Notifier } from '../../domain/notifications/Notice';
import { logError } from '../../system/log';
import { amoHost } from './AmoHost';
import { failureText } from './failureText';
import { hostError, hostMessage } from './hostError';
import { takenText } from './takenText';
import type { Texts } from './Texts';

/** Shows notices in amoCRM's notification centre, as messages or as errors. Never throws. */
export class AmoNotifier implements Notifier {
  constructor(
    private readonly window: Window,
    private readonly texts: Texts,
    /** False: only errors in answer to the agent's own action are shown. */
    private readonly enabled: boolean,
    /** Name of the colleague who has taken the client with this number; null: not known. */
    private readonly holderOf: (number: string) => string | null = () => null,
  ) {}

  show(notice: Notice): void {
    if (!this.enabled && isBackground(notice)) return;
    const text = this.textOf(notice);
    if (isError(notice)) {
      hostError(this.window, this.texts, text);
      return;
    }
    try {
      amoHost(this.window).notifications?.show_message?.(hostMessage(this.texts, text));
    } catch (error) {
      logError('amoCRM failed to show a notice', error);
    }
  }

  private textOf(notice: Notice): string {
    const { texts } = this;
    switch (notice.kind) {
      case 'calling': {
        const { number, extension } = notice;
        return extension === ''
          ? texts('notice.calling', { number })
          : texts('notice.callingExtension', { number, extension });
      }
      case 'callFailed':
        if (notice.failure.detail === 'TakenByColleague')
          return takenText(this.holderOf(notice.number), texts);
        return texts('notice.callFailed', {
          number: notice.number,
          reason: failureText(texts, notice.failure),
        });
      case 'invalidNumber':
        return texts('notice.invalidNumber', { text: notice.text.slice(0, 60) });
      case 'inCall':
        return texts('notice.inCall');
      case 'notConfigured':
        return texts('notice.notConfigured');
      case 'serverLost': {
        const reason = failureText(texts, notice.failure);
        return texts(notice.failure.isRejection ? 'notice.unavailable' : 'notice.serverLost', { reason });
      }
      case 'serverBack':
        return texts('notice.serverBack');
    }
  }
}

/** Not an answer to an action of the agent, or information that the panel shows as well. */
function isBackground(notice: Notice): boolean {
  return notice.kind === 'serverLost' || notice.kind === 'serverBack' || notice.kind === 'calling';
}

function isError(notice: Notice): boolean {
  return notice.kind !== 'calling' && notice.kind !== 'serverBack';
}
