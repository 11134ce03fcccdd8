import { until } from '../asterisk/support/until';
import type { Step } from './Flow';
import type { FlowOffice } from './FlowOffice';
import { parkedCall, parkingPlace, room } from './officeDialplan';
import { untilRinging, untilUp } from './untilPhone';

const LIMIT_MS = 15_000;

type OfficeStep = Extract<
  Step,
  {
    readonly do:
      'ringsOut' | 'ends' | 'swap' | 'park' | 'retrieve' | 'enter' | 'reachesVoicemail' | 'originate';
  }
>;

/** A step for which the office has a place or a program of its own, or which a phone does with several calls. */
export async function playOfficeStep(office: FlowOffice, step: OfficeStep): Promise<void> {
  const { phones, places, watch } = office;
  switch (step.do) {
    case 'ringsOut':
      await (await untilRinging(office, step.by)).until('ended', LIMIT_MS);
      return;
    case 'park': {
      const call = await untilUp(office, step.by);
      if (step.how === 'keys') call.press('*7');
      else await call.transfer(parkingPlace(places));
      await call.until('ended', LIMIT_MS);
      return;
    }
    case 'ends':
      // Asterisk waits for more digits of a key transfer first, and then for the phone that is absent.
      await until(`${step.by} has no call`, () => phones[step.by].live.length === 0);
      return;
    case 'swap': {
      const up = phones[step.by].live.filter(({ phase }) => phase === 'up');
      const [held, talking] = [up.find(({ isHolding }) => isHolding), up.find(({ isHolding }) => !isHolding)];
      if (held === undefined || talking === undefined) throw new Error('there are no two calls');
      await talking.hold(true);
      await held.hold(false);
      return;
    }
    case 'retrieve':
      await phones[step.by].call(parkedCall(places));
      return;
    case 'enter':
      await phones[step.by].call(room(places));
      await untilUp(office, step.by);
      return;
    case 'reachesVoicemail':
      await untilUp(office, step.by);
      return;
    case 'originate':
      if (step.first === 'agent') watch.expectOrder(step.agent);
      await office.otherProgram.order({ ...step, client: watch.clientNumber });
      return;
  }
}
