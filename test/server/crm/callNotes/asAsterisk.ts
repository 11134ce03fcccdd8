import type { CallEvent } from '../../../../server/calls/CallEvent';
import type { TelephonyListener } from '../../../../server/calls/Telephony';

/** A listener that hears of a consultation as of a part of the whole call it is made from, as Asterisk reports it. */
export function asAsterisk(listener: TelephonyListener): TelephonyListener {
  const traces = new Map<string, string>();
  // To whom the party of a consultation is handed on has the same trace.
  const whole = new Map<string, string>();
  return {
    ...listener,
    call: (extension, event, origin) => {
      const trace = traces.get(clientsCallOf(event)) ?? whole.get(origin.trace) ?? origin.trace;
      traces.set(event.id, trace);
      whole.set(origin.trace, trace);
      listener.call(extension, event, { ...origin, trace });
    },
  };
}

function clientsCallOf(event: CallEvent): string {
  return (event.type === 'began' ? event.consultOf : null) ?? event.id;
}
