import { dialling, type CallBoard } from '../../../domain/calls/CallBoard';
import type { Texts } from '../../amocrm/texts';

/** What a screen reader is told of a change, once; empty when there is nothing to tell. */
export function announcement(before: CallBoard, after: CallBoard, texts: Texts): string {
  const was = before.calls[0];
  const is = after.calls[0];
  if (is === undefined) {
    if (was !== undefined) return texts('panel.saidEnded');
    return dialling(after) !== null && dialling(before) === null ? texts('panel.stateDialling') : '';
  }
  if (was?.id !== is.id) return texts('panel.saidBegun', { name: is.party.name ?? is.party.number });
  const said: string[] = [];
  if (was.phase !== is.phase) said.push(texts(is.phase === 'held' ? 'panel.saidHeld' : 'panel.saidResumed'));
  if (was.muted !== is.muted) said.push(texts(is.muted ? 'panel.saidMuted' : 'panel.saidUnmuted'));
  return said.join('. ');
}
