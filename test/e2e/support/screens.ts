import type { Card } from '../../../sandbox/page/Account';
import { oddBusiness } from './oddBusiness';
import { CARD_NUMBER } from './putCard';
import type { SandboxPage } from './SandboxPage';

/** Number of a dozen contacts with long names. */
const SHARED = '+74950123499';

/** The odd business with a dozen contacts of one number; two of their names have a word as long as a line. */
export const crowdedBusiness = {
  ...oddBusiness,
  cards: [
    ...oddBusiness.cards,
    ...Array.from({ length: 12 }, (_, index): Card => {
      const words =
        index % 6 === 0 ? 'Стройтеплоэнергомонтажремонтспецпроект' : 'Строительно-монтажная компания';
      return {
        kind: 'contacts',
        id: String(1100 + index),
        name: `${words} имени Александра Константиновича, участок ${index + 1}`,
        phones: [SHARED],
        note: '',
      };
    }),
  ],
};

/**
 * A state of the widget on screen, reached from the one before. In any language, so buttons are found by their command.
 */
export interface Screen {
  readonly name: string;
  readonly reach: (tab: SandboxPage) => Promise<void>;
}

const inPanel = (tab: SandboxPage, command: string) => tab.panel.locator(`[data-command=${command}]`);
const inPopups = (tab: SandboxPage, command: string) => tab.popups.locator(`[data-command=${command}]`);
const tone = (tab: SandboxPage, name: string): Promise<void> =>
  tab.panel.locator(`.asteriskng-status .asteriskng-dot-${name}`).waitFor();

/** Moves the pointer away, so that it holds no popup and no button looks hovered. */
async function press(tab: SandboxPage, place: 'panel' | 'popups', command: string): Promise<void> {
  await tab[place].locator(`[data-command=${command}]`).first().dispatchEvent('click');
}

async function rings(tab: SandboxPage, number: string): Promise<void> {
  tab.simulator.incoming(number, ['101'], { answersItself: false });
  await inPopups(tab, 'answer').waitFor();
}

/** The screens of panel and popups, in an order in which each is reached from the one before; `putCard` comes before. */
export const screens: readonly Screen[] = [
  { name: 'idle', reach: (tab) => tone(tab, 'ready') },
  {
    name: 'preferences',
    reach: async (tab) => {
      await press(tab, 'panel', 'choices');
      await tab.panel.locator('[data-choice]').first().waitFor();
    },
  },
  {
    name: 'a first call with preferences open',
    reach: (tab) => rings(tab, '+7 (910) 123-45-67'),
  },
  {
    name: 'a missed call',
    reach: async (tab) => {
      await press(tab, 'panel', 'choices');
      tab.simulator.farHangup('101');
      await inPanel(tab, 'missed').waitFor();
      await inPopups(tab, 'callBack').focus();
    },
  },
  {
    name: 'missed calls',
    reach: async (tab) => {
      await press(tab, 'popups', 'close');
      await press(tab, 'panel', 'missed');
      await tab.panel.locator('.asteriskng-missed').waitFor();
    },
  },
  {
    name: 'nothing found',
    reach: async (tab) => {
      await press(tab, 'panel', 'closed');
      await tab.input.fill('zzzz');
      await tab.panel.locator('.asteriskng-message').waitFor();
    },
  },
  {
    name: 'a search that failed',
    reach: async (tab) => {
      tab.fault({ kind: 'exception', exception: 'UnknownAgent', method: 'get_contacts' });
      await tab.input.fill('yyyy');
      await inPanel(tab, 'retry').waitFor();
    },
  },
  {
    name: 'contacts',
    reach: async (tab) => {
      tab.fault({ kind: 'none' });
      await tab.input.fill('о');
      await tab.found.getByRole('option').first().waitFor();
    },
  },
  {
    name: "a caller's whole card",
    reach: async (tab) => {
      await tab.input.fill('');
      await tab.page.keyboard.press('Escape');
      await tab.input.blur();
      await rings(tab, CARD_NUMBER);
      await tab.popups.locator('.asteriskng-fact').nth(4).waitFor();
    },
  },
  {
    name: "talking with a caller's whole card",
    reach: async (tab) => {
      await press(tab, 'popups', 'answer');
      await tab.panel.locator('[data-part=call] .asteriskng-fact').nth(4).waitFor();
    },
  },
  {
    name: 'a dozen contacts ring',
    reach: async (tab) => {
      await press(tab, 'panel', 'hangup');
      // The focus holds the outcome until it is closed.
      await inPopups(tab, 'callBack').focus();
      await press(tab, 'popups', 'close');
      await inPopups(tab, 'callBack').waitFor({ state: 'detached' });
      await tone(tab, 'ready');
      await rings(tab, SHARED);
      await inPopups(tab, 'match').nth(9).waitFor();
    },
  },
  {
    name: 'talking with the keypad',
    reach: async (tab) => {
      await press(tab, 'popups', 'answer');
      await press(tab, 'panel', 'keypad');
      await inPanel(tab, 'key').first().waitFor();
    },
  },
  {
    name: 'whom to transfer to',
    reach: async (tab) => {
      await press(tab, 'panel', 'keypad');
      await tab.input.click();
      await tab.found.getByRole('option').first().waitFor();
    },
  },
  { name: 'a second call above the transfer', reach: (tab) => rings(tab, '+79995550011') },
  {
    name: 'two calls',
    reach: async (tab) => {
      await press(tab, 'popups', 'answer');
      await tab.panel.getByRole('listitem').waitFor();
    },
  },
  {
    name: 'an error',
    reach: async (tab) => {
      tab.simulator.refuseNext('hold', 'UnknownAgent');
      await press(tab, 'panel', 'hold');
      await inPanel(tab, 'dismiss').waitFor();
    },
  },
  {
    name: 'a consultation',
    reach: async (tab) => {
      await press(tab, 'panel', 'dismiss');
      await tab.input.fill('102');
      await press(tab, 'panel', 'consult');
      await inPanel(tab, 'completeTransfer').waitFor();
    },
  },
  {
    name: 'folded',
    reach: async (tab) => {
      await press(tab, 'panel', 'fold');
      await inPopups(tab, 'completeTransfer').waitFor();
    },
  },
  {
    name: 'an outcome after the call',
    reach: async (tab) => {
      tab.simulator.farHangup('101');
      await inPopups(tab, 'callBack').first().focus();
    },
  },
  {
    name: 'no link to the server, in a call',
    reach: async (tab) => {
      // With the focus in it the outcome's popup would stay and keep its place above the panel that unfolds.
      await tab.popups
        .locator('.asteriskng-popup', { has: tab.page.locator('[data-command=callBack]') })
        .locator('[data-command=close]')
        .dispatchEvent('click');
      await tab.popups.blur();
      await press(tab, 'panel', 'fold');
      await tab.sandbox.backend.kill();
      await tone(tab, 'lost');
    },
  },
];

/** The settings form with each kind of connection and its longest messages. */
export const settingsScreens: readonly Screen[] = [
  {
    name: 'settings',
    reach: async (tab) => {
      await tab.openSettings();
      await tab.page.locator('[data-state=connected]').waitFor();
    },
  },
  {
    name: 'settings, straight, no answer',
    reach: async (tab) => {
      await tab.page.locator('#asteriskng-kind').selectOption('direct');
      await tab.page.locator('#asteriskng-address').fill('127.0.0.1:9');
      await tab.page.locator('.asteriskng-causes').waitFor();
    },
  },
  {
    name: 'settings, ECSS-10',
    reach: async (tab) => {
      await tab.page.locator('#asteriskng-kind').selectOption('ecss10');
      await tab.page.locator('[data-part=domainRow]').waitFor();
    },
  },
];
