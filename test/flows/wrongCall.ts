import type { WireCall } from '../../protocol/call';
import { isOutside } from './expectedRecords';
import type { FlowOffice } from './FlowOffice';

/** Digits of a colleague's number; those outside have more. */
const MOST_INSIDE = 4;

/** What of a call on the agent's screen is not as the phones had it, beside phase and the number's last digits; null: all is. */
export function wrongCall(office: FlowOffice, call: WireCall): string | null {
  const { contact_phone: phone, contact_name: name } = call;
  const directions = directionsOf(office, call);
  if (!directions.includes(call.direction))
    return `${call.phase} ${call.direction} ${phone}, should be ${directions.join(' or ')}`;
  if (!isOutsideNumber(phone)) return null;
  const [whole, known] = office.outside(phone);
  if (phone !== whole) return `${phone}, should be ${whole}`;
  if (name !== known) return `${phone} as ${name ?? 'unknown'}, should be ${known}`;
  if (call.direction !== 'INBOUND') return null;
  const lines = office.linesOf(phone);
  if (lines.includes(call.via ?? null)) return null;
  return `${phone} by the line ${call.via ?? 'none'}, dialled was ${lines.join(' or ')}`;
}

const isOutsideNumber = (phone: string): boolean => phone.length > MOST_INSIDE;

/** A talk keeps the direction with which it began at this agent, also when its other end changes. */
function directionsOf(
  office: FlowOffice,
  { phase, contact_phone }: WireCall,
): readonly WireCall['direction'][] {
  const isFar = isOutsideNumber(contact_phone);
  switch (phase) {
    case 'RINGING':
      if (!isFar) return ['INTERNAL'];
      // Who is handed on may ring as the colleague's call that it has been.
      return hasTalkedInside(office) ? ['INBOUND', 'INTERNAL'] : ['INBOUND'];
    case 'DIALING':
      // A room, a line, or a phone of the office without an agent is dialled as a number outside is.
      return isFar ? ['OUTBOUND'] : ['INTERNAL', 'OUTBOUND'];
    default:
      return ['INBOUND', 'OUTBOUND', 'INTERNAL'];
  }
}

const hasTalkedInside = (office: FlowOffice): boolean =>
  office.watch
    .timeline()
    .calls.some(({ phone, moments }) => !isOutside(phone) && moments.some(({ phase }) => phase === 'up'));
