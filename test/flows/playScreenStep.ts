import type { WireCall } from '../../protocol/call';
import type { SipCall } from '../asterisk/support/SipCall';
import { until } from '../asterisk/support/until';
import type { ScreenCommand, Step } from './Flow';
import type { FlowOffice } from './FlowOffice';
import { untilRinging } from './untilPhone';

/** A call that does not come onto the screen: the machine may be slow. */
const LIMIT_MS = 15_000;
const CEASE_MS = 2_000;

/** The call that the agent's screen shows, once there is such a one. */
export function liveOnScreen(
  { backend }: FlowOffice,
  extension: string,
  isMeant: (call: WireCall) => boolean,
): Promise<WireCall> {
  return until(
    `${extension}'s screen shows the call`,
    async () => (await backend.live(extension)).find(isMeant),
    LIMIT_MS,
  );
}

/** Carries a command out as the widget does: for a call that the agent's screen shows. */
export async function playScreenStep(
  office: FlowOffice,
  step: Extract<Step, { readonly do: 'screen' }>,
): Promise<void> {
  const { by, ask } = step;
  const { backend, phones, watch } = office;
  const extension = office.extension(by);
  const { unique_id } = await liveOnScreen(office, extension, meantBy[ask]);
  if (ask === 'reject') watch.noteRefused(await untilRinging(office, by), 603);
  const before = phones[by].live.length;
  const ringing = phones[by].live.find(({ phase }) => phase === 'ringing');
  if (ask === 'mute' || ask === 'unmute') watch.noteMute(by, ask === 'mute');
  const refusal = await command();
  // A queue rings for seconds at a time: the phone had ceased to ring when the command came, and rings again.
  if (ask === 'answer' && refusal === 'NoActiveCall' && (await hasCeased(ringing)))
    return playScreenStep(office, step);
  if (refusal !== null) throw new Error(refusal);
  if (ask === 'hangup') await until('the call is over', () => phones[by].live.length < before, LIMIT_MS);

  function command(): Promise<string | null> {
    switch (ask) {
      case 'complete':
      case 'cancel':
        return backend.command(extension, `${ask}_transfer`, { unique_id });
      case 'answer':
      case 'reject':
      case 'hangup':
        return backend.command(extension, ask, { unique_id });
      case 'hold':
      case 'resume':
        return backend.command(extension, 'set_hold', { unique_id, is_hold: ask === 'hold' });
      case 'mute':
      case 'unmute':
        return backend.command(extension, 'set_mute', { unique_id, is_mute: ask === 'mute' });
    }
  }
}

/** Has the phone ceased to ring for this call, or does it within a moment: Asterisk knows it first? */
const hasCeased = async (ringing: SipCall | undefined): Promise<boolean> =>
  ringing?.until('ended', CEASE_MS).then(
    () => true,
    () => false,
  ) ?? true;

/** Has a number called as the widget does. */
export async function playClick(
  office: FlowOffice,
  { by, to }: Extract<Step, { readonly do: 'click' }>,
): Promise<void> {
  const phone = office.dialled(to);
  office.watch.expectClick(by, phone);
  const refusal = await office.backend.command(office.extension(by), 'originate', { phone });
  if (refusal !== null) throw new Error(refusal);
}

export const isTalk = ({ phase, is_hold }: WireCall): boolean => phase === 'CONVERSATION' && !is_hold;

export const isConsultation = ({ consult_of }: WireCall): boolean => typeof consult_of === 'string';

/** Which of the calls on the screen a command is for. */
const meantBy: Readonly<Record<ScreenCommand, (call: WireCall) => boolean>> = {
  answer: ({ phase }) => phase === 'RINGING',
  reject: ({ phase }) => phase === 'RINGING',
  hangup: isTalk,
  hold: isTalk,
  resume: ({ phase, is_hold }) => phase === 'CONVERSATION' && is_hold,
  mute: isTalk,
  unmute: isTalk,
  complete: isConsultation,
  cancel: isConsultation,
};
