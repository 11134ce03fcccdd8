import { Dice } from './Dice';
import { draftInbound } from './draftInbound';
import { draftInternal } from './draftInternal';
import { draftOutbound } from './draftOutbound';
import { kinds, type Flow, type Kind } from './Flow';
import { FlowDraft } from './FlowDraft';

/** The flow of this seed, always the same; seeds one after another have the kinds in turn. @param only kinds to choose from */
export function generateFlow(seed: number, only: readonly Kind[] = kinds): Flow {
  const kind = only[seed % only.length]!;
  const draft = new FlowDraft(new Dice(seed));
  write(draft, kind);
  draft.back();
  return { seed, kind, steps: draft.steps };
}

function write(draft: FlowDraft, kind: Kind): void {
  switch (kind) {
    case 'outside':
    case 'failover':
    case 'atOnce':
      draftOutbound(draft, kind);
      return;
    case 'internal':
      draftInternal(draft);
      return;
    case 'direct':
    case 'group':
    case 'queue':
    case 'linear':
    case 'hunt':
    case 'followMe':
    case 'menu':
      draftInbound(draft, kind);
      return;
  }
}
