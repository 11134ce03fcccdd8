import { Dice } from './Dice';
import { draftColleague } from './draftColleague';
import { draftConference } from './draftConference';
import { draftConfirmed } from './draftConfirmed';
import { draftDevices } from './draftDevices';
import { draftForward } from './draftForward';
import { draftInbound } from './draftInbound';
import { draftInternal } from './draftInternal';
import { draftLeaving } from './draftLeaving';
import { draftOriginate } from './draftOriginate';
import { draftOutbound } from './draftOutbound';
import { draftVoicemail } from './draftVoicemail';
import { kinds, type Extra, type Flow, type Kind } from './Flow';
import { FlowDraft } from './FlowDraft';

/** Seeds of the dice of extras are this far from those of asides. */
const EXTRA_SEEDS = 1_000_000_000;

/**
 * The flow of this seed, always the same; seeds one after another have the kinds in turn.
 * @param only kinds to choose from
 * @param often extras that happen wherever they can
 */
export function generateFlow(
  seed: number,
  only: readonly Kind[] = kinds,
  often: readonly Extra[] = [],
): Flow {
  const kind = only[seed % only.length]!;
  const draft = new FlowDraft(new Dice(seed), new Dice(-seed), new Dice(EXTRA_SEEDS - seed), often);
  write(draft, kind);
  draft.back();
  return { seed, kind, steps: draft.steps };
}

function write(draft: FlowDraft, kind: Kind): void {
  switch (kind) {
    case 'devices':
      draftDevices(draft);
      return;
    case 'leaving':
      draftLeaving(draft);
      return;
    case 'confirmed':
      draftConfirmed(draft);
      return;
    case 'forward':
      draftForward(draft);
      return;
    case 'voicemail':
      draftVoicemail(draft);
      return;
    case 'conference':
      draftConference(draft);
      return;
    case 'colleague':
      draftColleague(draft);
      return;
    case 'originate':
      draftOriginate(draft);
      return;
    case 'internal':
      draftInternal(draft);
      return;
    case 'outside':
    case 'failover':
    case 'atOnce':
      draftOutbound(draft, kind);
      return;
    case 'direct':
    case 'group':
    case 'queue':
    case 'linear':
    case 'rrmemory':
    case 'hunt':
    case 'followMe':
    case 'menu':
      draftInbound(draft, kind);
      return;
  }
}
