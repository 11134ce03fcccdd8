import type { PictureScene } from './PictureScene';

/** A picture: its name and what leads to it. It shows all popups unless it says `panel`. */
export interface Shot {
  readonly name: string;
  readonly play: (scene: PictureScene) => Promise<void>;
  readonly of?: 'panel' | 'page';
  readonly isDark?: true;
}

/** With the panel folded, so that the cards of calls are popups. */
const folded =
  (play: Shot['play']): Shot['play'] =>
  async (scene) => {
    await scene.press(scene.panel, 'fold');
    await play(scene);
  };

const known = async (scene: PictureScene): Promise<void> => {
  await scene.play('queue');
  await scene.see('ring');
};

const talk = async (scene: PictureScene): Promise<void> => {
  await scene.play('talk');
  await scene.see('talk');
};

const miss = async (scene: PictureScene): Promise<void> => {
  await scene.play('known-client');
  await scene.see('ring');
  scene.farHangup();
  await scene.see('missed');
};

/** Pictures of every phase of a call, and of the panel with more than one. */
export const shots: readonly Shot[] = [
  { name: 'popup-ringing', play: folded(known) },
  { name: 'popup-ringing-dark', play: folded(known), isDark: true },
  { name: 'incoming', play: known, of: 'page' },
  {
    name: 'popup-unknown',
    play: folded(async (scene) => {
      await scene.play('unknown-number');
      await scene.popups.locator('[data-key$=":create"]').waitFor();
    }),
  },
  {
    name: 'popup-several',
    play: folded(async (scene) => {
      await scene.play('several-contacts');
      await scene.popups.locator('[data-command=match]').first().waitFor();
    }),
  },
  {
    name: 'popup-second',
    play: folded(async (scene) => {
      await scene.play('second-call');
      await scene.see('talk');
      await scene.see('ring');
    }),
  },
  {
    name: 'popup-dialling',
    play: folded(async (scene) => {
      await scene.play('no-answer');
      await scene.see('ring');
    }),
  },
  { name: 'popup-talking', play: folded(talk) },
  {
    name: 'popup-keypad',
    play: folded(async (scene) => {
      await talk(scene);
      await scene.press(scene.popups, 'keypad');
      await scene.popups.locator('.asteriskng-keypad').waitFor();
    }),
  },
  {
    name: 'popup-held',
    play: folded(async (scene) => {
      await talk(scene);
      await scene.press(scene.popups, 'hold');
      await scene.see('held');
    }),
  },
  {
    name: 'popup-consult',
    play: async (scene) => {
      await scene.consult();
      await scene.press(scene.panel, 'fold');
      await scene.see('talk');
      await scene.see('held');
    },
  },
  {
    name: 'popup-transferred',
    play: async (scene) => {
      await scene.consult();
      await scene.press(scene.panel, 'fold');
      await scene.press(scene.popups, 'completeTransfer');
      await scene.see('ended');
    },
  },
  {
    name: 'popup-busy',
    play: folded(async (scene) => {
      await scene.play('busy');
      await scene.see('ended');
    }),
  },
  { name: 'popup-missed', play: folded(miss) },
  {
    name: 'popup-elsewhere',
    play: folded(async (scene) => {
      await scene.play('colleague-answers');
      await scene.see('ended');
    }),
  },
  {
    name: 'panel-missed',
    of: 'panel',
    play: async (scene) => {
      await miss(scene);
      await scene.press(scene.panel, 'missed');
      await scene.panel.locator('.asteriskng-missed').waitFor();
    },
  },
  {
    name: 'panel-calls',
    of: 'panel',
    play: async (scene) => {
      await scene.play('second-call');
      await scene.press(scene.popups, 'answer');
      await scene.panel.locator('[role=listitem]').waitFor();
    },
  },
  {
    name: 'panel-preferences',
    of: 'panel',
    play: async (scene) => {
      await scene.press(scene.panel, 'choices');
      await scene.panel.locator('[data-choice=shortcuts]').waitFor();
    },
  },
];
