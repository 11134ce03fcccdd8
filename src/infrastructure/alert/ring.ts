import { logError } from '../../system/log';
import type { Scope } from '../../system/Scope';

/** Frequencies of the two notes of a ring, Hz. */
const NOTES = [659, 523];

/** Length of a note, s. */
const NOTE_S = 0.35;

/** Gain at the start of a note, 0 to 1; it fades out from there. */
const LOUDNESS = 0.06;

/** Time from the start of a ring to the start of the next, ms. */
const RING_MS = 3_000;

/**
 * Plays a two-note ringtone every 3 s until the scope closes. Silent where the browser has no Web Audio or forbids
 * sound before the user has interacted with the page.
 */
export function ring(window: Window & typeof globalThis, scope: Scope): void {
  const audio = openAudio(window);
  if (audio === null) return;
  const playNotes = (): void => {
    NOTES.forEach((frequency, index) => {
      const begin = audio.currentTime + index * NOTE_S;
      const note = audio.createOscillator();
      const gainNode = audio.createGain();
      note.frequency.value = frequency;
      gainNode.gain.setValueAtTime(LOUDNESS, begin);
      gainNode.gain.exponentialRampToValueAtTime(0.001, begin + NOTE_S);
      note.connect(gainNode).connect(audio.destination);
      note.start(begin);
      note.stop(begin + NOTE_S);
    });
  };
  playNotes();
  scope.every(RING_MS, playNotes);
  scope.onClose(() => {
    audio.close().catch((error: unknown) => {
      logError('the ringtone could not be stopped', error);
    });
  });
}

/** Null where there is no Web Audio, or the browser allows no further AudioContext. */
function openAudio(window: Window & typeof globalThis): AudioContext | null {
  try {
    return 'AudioContext' in window ? new window.AudioContext() : null;
  } catch (error) {
    logError('the browser gave no audio output for the ringtone', error);
    return null;
  }
}
