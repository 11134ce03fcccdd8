import { extensionOf, parkedCall, parkingPlace, type OfficePlaces } from './officeDialplan';

/** The office's parts of the files of parking and voicemail. */
export function officeRooms(places: OfficePlaces): Readonly<Record<string, string>> {
  const { prefix: p } = places;
  const anna = extensionOf(places, 'anna');
  return {
    'res_parking.conf': `
[office-${p}]
parkext = ${parkingPlace(places)}
parkpos = ${parkedCall(places)}-7${p}9
context = parkedcalls-${p}
parkingtime = 20
findslot = first
parkedcalltransfers = both
parkedcallreparking = both
`,
    'voicemail.conf': `
[office-${p}]
${anna} => 1234,Anna
`,
  };
}
