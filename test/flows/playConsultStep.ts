import type { WireCall } from '../../protocol/call';
import type { SipCall } from '../asterisk/support/SipCall';
import { until } from '../asterisk/support/until';
import type { Step } from './Flow';
import type { FlowOffice } from './FlowOffice';
import type { INSIDE } from './officeDialplan';
import { isConsultation, isTalk, liveOnScreen } from './playScreenStep';
import { untilUp } from './untilPhone';

const LIMIT_MS = 15_000;
/** After so long a key is pressed again. */
const AGAIN_MS = 6_000;

/** Consults, presses a key of the consultation, or asks on the screen for what is refused before an answer. */
export async function playConsultStep(
  office: FlowOffice,
  step: Extract<Step, { readonly do: 'consult' | 'key' | 'tooEarly' }>,
): Promise<void> {
  const { backend } = office;
  switch (step.do) {
    case 'key':
      await pressUntilHeard(await untilUp(office, step.by), step.key);
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
      await pressUntilHeard(call, '*2');
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

/** Presses it again where the telephone system has not taken it, as a person would: right after an answer it may not listen yet. */
async function pressUntilHeard(call: SipCall, key: string): Promise<void> {
  const hears = (): string => call.sound.hears();
  const isUnsettled = (): boolean => ['changing', 'too little'].includes(hears());
  await until('a sound is heard', () => !isUnsettled(), LIMIT_MS);
  const before = hears();
  const isTaken = (): boolean => call.phase === 'ended' || (!isUnsettled() && hears() !== before);
  for (let tries = 0; tries < 3 && !isTaken(); tries += 1) {
    call.press(key);
    await until(`${key} is taken`, isTaken, AGAIN_MS).catch(() => undefined);
  }
  if (!isTaken()) throw new Error(`${key} is not taken`);
}

const isBeforeAnswer = ({ phase }: WireCall): boolean => phase === 'RINGING' || phase === 'DIALING';
