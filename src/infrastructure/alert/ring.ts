import { logError } from '../../system/log';
import type { Scope } from '../../system/Scope';

/** Two soft notes, Hz. */
const NOTES = [659, 523];

/** Length of a note, s, and its loudness, 0 to 1. */
const NOTE_S = 0.35;
const LOUDNESS = 0.06;

/** From one ring to the next, ms. */
const RING_MS = 3_000;

/** Rings until the scope closes. Where the browser forbids sound before the page was used, it stays silent. */
export function ring(window: Window & typeof globalThis, scope: Scope): void {
  const audio = openAudio(window);
  if (audio === null) return;
  const sound = (): void => {
    NOTES.forEach((frequency, index) => {
      const begin = audio.currentTime + index * NOTE_S;
      const note = audio.createOscillator();
      const loudness = audio.createGain();
      note.frequency.value = frequency;
      loudness.gain.setValueAtTime(LOUDNESS, begin);
      loudness.gain.exponentialRampToValueAtTime(0.001, begin + NOTE_S);
      note.connect(loudness).connect(audio.destination);
      note.start(begin);
      note.stop(begin + NOTE_S);
    });
  };
  sound();
  scope.every(RING_MS, sound);
  scope.onClose(() => {
    audio.close().catch((error: unknown) => {
      logError('the ringtone was not closed', error);
    });
  });
}

/** Null: the browser has no sound to give, or no more of it. */
function openAudio(window: Window & typeof globalThis): AudioContext | null {
  try {
    return 'AudioContext' in window ? new window.AudioContext() : null;
  } catch (error) {
    logError('the browser makes no sound', error);
    return null;
  }
}
