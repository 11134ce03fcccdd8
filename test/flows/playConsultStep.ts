import type { WireCall } from '../../protocol/call';
import { until } from '../asterisk/support/until';
import type { Step } from './Flow';
import type { FlowOffice } from './FlowOffice';
import type { INSIDE } from './officeDialplan';
import { isConsultation, isTalk, liveOnScreen } from './playScreenStep';
import { untilUp } from './untilPhone';

const LIMIT_MS = 15_000;

/** Consults, presses a key of the consultation, or asks on the screen for what is refused before an answer. */
export async function playConsultStep(
  office: FlowOffice,
  step: Extract<Step, { readonly do: 'consult' | 'key' | 'tooEarly' }>,
): Promise<void> {
  const { backend } = office;
  switch (step.do) {
    case 'key':
      (await untilUp(office, step.by)).press(step.key);
      return;
    case 'consult':
      await consult(office, step);
      return;
    case 'tooEarly': {
      const extension = office.extension(step.by);
      const isMeant = step.ask === 'redirect' ? isBeforeAnswer : isConsultation;
      const { unique_id } = await liveOnScreen(office, extension, isMeant);
      const said =
        step.ask === 'redirect'
          ? await backend.command(extension, 'redirect', { unique_id, phone: office.dialled(step.to) })
          : await backend.command(extension, 'complete_transfer', { unique_id });
      if (said !== 'WrongPhase') throw new Error(`it is answered by ${said ?? 'nothing'}`);
    }
  }
}

async function consult(
  office: FlowOffice,
  { by, to, how }: Extract<Step, { readonly do: 'consult' }>,
): Promise<void> {
  const number = office.dialled(to);
  const call = await untilUp(office, by);
  switch (how) {
    case 'phone':
      await call.hold(true);
      await office.phones[by].call(number, office.numberOf(by));
      return;
    case 'keys': {
      // The number is dialled once the telephone system asks for it: the other end is heard no more.
      const before = call.sound.hears();
      call.press('*2');
      const isAsked = (): boolean => !['changing', 'too little', before].includes(call.sound.hears());
      await until('*2 is understood', isAsked, LIMIT_MS);
      call.press(number);
      return;
    }
    case 'screen': {
      const extension = office.extension(by as (typeof INSIDE)[number]);
      const { unique_id } = await liveOnScreen(office, extension, isTalk);
      const refusal = await office.backend.command(extension, 'consult', { unique_id, phone: number });
      if (refusal !== null) throw new Error(refusal);
      office.watch.noteConsult(by, number);
    }
  }
}

const isBeforeAnswer = ({ phase }: WireCall): boolean => phase === 'RINGING' || phase === 'DIALING';
