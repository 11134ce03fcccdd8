import type { CallerCard } from '../../../../protocol/callerCard';
import { AgentStates } from '../../../../server/calls/AgentStates';
import { unknownParty } from '../../../../server/calls/Party';
import { CallerCards } from '../../../../server/crm/callerCard/CallerCards';
import type { Colleague } from '../../../../server/crm/callerCard/callerCard';
import { NO_FACTS } from '../../../../server/crm/callerCard/CardFacts';
import { FakeTimer } from '../../../support/FakeTimer';
import { turn } from '../../support/startBackend';

/** Cards of agents 101 and 102 for a client of 102; `phone` is what the phone of 102 does. */
function setUp() {
  const states = new AgentStates(new FakeTimer(), unknownParty);
  const phone = { presence: 'FREE' };
  let readings = 0;
  const cards = new CallerCards(
    {
      reader: {
        read: () => {
          readings += 1;
          const card = { id: 7, name: 'Ann', responsibleId: 2, companyId: null };
          const holders = [{ kind: 'contacts' as const, card, company: null, leads: [], tasks: [] }];
          return Promise.resolve({ ...NO_FACTS, holders });
        },
      },
      chosen: { choose: () => Promise.resolve(), of: () => Promise.resolve([]) },
      isFilled: () => true,
      ageMs: () => 0,
      currency: () => null,
      viewerOf: (extension, colleague) => ({
        extension,
        mayView: () => true,
        mayViewCallOf: () => true,
        chosenOf: () => null,
        userOf: () => colleague('102'),
        nameOf: () => null,
        stageOf: () => null,
      }),
    },
    {
      states,
      notedOf: () => null,
      colleague: (extension): Colleague => ({ name: `agent ${extension}`, extension, ...phone }),
      decisionOf: () => null,
      mayKnowOwner: () => true,
      onFault: (cause) => {
        throw cause;
      },
    },
  );
  const ring = async (extension: string): Promise<void> => {
    const began = {
      type: 'began',
      id: `call-of-${extension}`,
      direction: 'inbound',
      phase: 'ringing',
      number: '+79101234567',
      at: 0,
    } as const;
    states.applyEvent(extension, began);
    cards.call(extension, began);
    await turn();
  };
  const presenceOn = (extension: string): CallerCard['responsible'] =>
    states.callsOf(extension)[0]?.card?.responsible;
  return { states, cards, phone, ring, presenceOn, readings: () => readings };
}

test.each(['UNREGISTERED', 'DO_NOT_DISTURB'])(
  'a phone that changes without a call, to %s, changes the cards that show it while it rings',
  async (presence) => {
    const { cards, phone, ring, presenceOn, readings } = setUp();
    await ring('101');
    expect(presenceOn('101')).toMatchObject({ extension: '102', presence: 'FREE' });
    phone.presence = presence;
    cards.presenceChanged('102');
    await turn();
    expect(presenceOn('101')).toMatchObject({ extension: '102', presence });
    // A phone that is on no card costs nothing.
    const before = readings();
    cards.presenceChanged('103');
    await turn();
    expect(readings()).toBe(before);
  },
);

test('the responsible agent is not told what their own phone does', async () => {
  const { ring, presenceOn } = setUp();
  await ring('102');
  expect(presenceOn('102')).toMatchObject({ extension: '102', presence: null });
});

test('a change that is the same again makes no new status', async () => {
  const { states, cards, ring } = setUp();
  await ring('101');
  const before = states.all.get('101');
  cards.presenceChanged('102');
  await turn();
  expect(states.all.get('101')).toBe(before);
});
