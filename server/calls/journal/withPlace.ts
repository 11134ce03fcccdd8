import { callsOf, type Journal, type Place, type PlacedText, type Places } from './Journal';

/** Longest texts, characters; what is longer is cut. */
const LONGEST: Readonly<Record<Place, number>> = { deal: 64, stage: 64, note: 4_000, outcome: 100 };

/**
 * The journal with a deal, stage, note or outcome of one of its whole calls set, or (null) removed. A text that is older
 * than the one that is known changes nothing, so that changes may come in any order.
 * @param call key of a whole call in the journal; that of another one changes nothing
 */
export function withPlace(journal: Journal, call: string, place: Place, text: PlacedText | null): Journal {
  const own = journal.places?.[call] ?? {};
  const known = own[place];
  if (!callsOf(journal).includes(call)) return journal;
  if (text === null) return known === undefined ? journal : withPlaces(journal, call, without(own, place));
  if (known !== undefined && known.at > text.at) return journal;
  const cut = Array.from(text.text).slice(0, LONGEST[place]).join('');
  if (cut === '') return withPlace(journal, call, place, null);
  return withPlaces(journal, call, { ...own, [place]: { ...text, text: cut, at: Math.round(text.at) } });
}

/** Only these whole calls' places, as a part of a journal; empty: there are none. */
export function placesOf(
  { places }: Pick<Journal, 'places'>,
  isWanted: (call: string) => boolean,
): Pick<Journal, 'places'> {
  if (places === undefined) return {};
  const kept = Object.entries(places).filter(([call]) => isWanted(call));
  return kept.length === 0 ? {} : { places: Object.fromEntries(kept) };
}

/** Places of two journals; of one place that both have the later text. */
export function mergedPlaces(one: Journal, other: Journal): Pick<Journal, 'places'> {
  if (one.places === undefined || other.places === undefined)
    return placesOf(one.places === undefined ? other : one, () => true);
  const merged: Record<string, Places> = { ...one.places };
  for (const [call, places] of Object.entries(other.places))
    merged[call] = Object.entries(places).reduce<Places>(
      (all, [place, text]) => withLater(all, place as Place, text),
      merged[call] ?? {},
    );
  return { places: merged };
}

function withLater(places: Places, place: Place, text: PlacedText): Places {
  const known = places[place];
  return known !== undefined && known.at >= text.at ? places : { ...places, [place]: text };
}

function without(places: Places, place: Place): Places {
  return Object.fromEntries(Object.entries(places).filter(([key]) => key !== place));
}

function withPlaces(journal: Journal, call: string, own: Places): Journal {
  const { places, ...rest } = journal;
  const others = placesOf({ ...(places && { places }) }, (key) => key !== call).places ?? {};
  const all = Object.keys(own).length === 0 ? others : { ...others, [call]: own };
  return Object.keys(all).length === 0 ? rest : { ...rest, places: all };
}
