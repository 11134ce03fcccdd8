import type { Journal } from '../../server/calls/journal/Journal';
import { factWords } from '../server/telephony/asterisk/tracking/support/factWords';
import { commandEffects, NUMBER } from './commandEffects';
import type { DriverTrial } from './DriverTrial';

const HELD_MS = 5_000;

/** Tests what the journals of all drivers have in common, within a suite that starts a trial for each test. */
// eslint-disable-next-line jest/no-export -- a part of the suite for several test files
export function journalRules(trialOf: () => DriverTrial): void {
  /** Ends all calls. @returns the journals of the whole calls that are over */
  async function over(trial: DriverTrial): Promise<readonly Journal[]> {
    if (trial.report.open.length > 0) await trial.hangUp();
    return trial.report.journals;
  }

  const hangUps = (journals: readonly Journal[]): readonly string[] =>
    journals.flatMap(factWords).filter((fact) => fact.includes('hung up'));

  test('a client’s call has one journal: who rang, who talked, and nothing that goes on', async () => {
    const trial = trialOf();
    const { agent, knowsWhoHangsUp } = trial.driver;
    await trial.talk();
    const journals = await over(trial);
    expect(journals).toHaveLength(1);
    const [journal] = journals;
    const facts = journals.flatMap(factWords);
    expect(facts).toEqual(
      expect.arrayContaining([`client rang ${agent}: answered`, `${agent} and client talked`]),
    );
    expect(facts).not.toContain('not heard');
    expect(journal?.participants.filter(({ end }) => end?.isHeard !== true)).toEqual([]);
    expect(journal?.facts.filter((fact) => 'to' in fact && fact.to === null)).toEqual([]);
    expect(hangUps(journals)).toEqual(knowsWhoHangsUp.includes('far') ? ['client hung up'] : []);
  });

  test('a hold has its own begin and end', async () => {
    const trial = trialOf();
    if (!trial.isOffered('hold')) return expect(trial.driver.abilities).not.toContain('hold');
    const callId = await trial.talk();
    const { timer } = trial.driver;
    await timer.pass(HELD_MS);
    await trial.carryOut({ kind: 'hold', callId, on: true }, 'held');
    await timer.pass(HELD_MS);
    await trial.carryOut({ kind: 'hold', callId, on: false }, 'not held');
    await timer.pass(HELD_MS);
    const facts = (await over(trial)).flatMap((journal) => journal.facts);
    const holds = facts.flatMap((fact) => (fact.type === 'held' ? [fact] : []));
    expect(holds).toHaveLength(1);
    const [{ from, to }] = holds as [(typeof holds)[0]];
    const talk = facts.find((fact) => fact.type === 'talked');
    if (trial.report.isMadeOfEvents)
      expect([from - (talk?.from ?? 0), (to ?? 0) - from]).toEqual([HELD_MS, HELD_MS]);
    else expect(to).toBeGreaterThan(from);
  });

  test('a transfer says how it was, to whom, and that it was ours', async () => {
    const trial = trialOf();
    const { agent, saysTransfers } = trial.driver;
    if (!trial.isOffered('redirect')) return expect(trial.driver.abilities).not.toContain('redirect');
    await commandEffects.redirect(trial);
    const facts = (await over(trial)).flatMap(factWords);
    expect(facts.filter((fact) => fact.includes('transferred'))).toEqual(
      saysTransfers.includes('blind') ? [`${agent} transferred blind by us ${NUMBER}`] : [],
    );
  });

  test('a transfer after a consultation has both, once', async () => {
    const trial = trialOf();
    const { agent, saysTransfers } = trial.driver;
    if (!trial.isOffered('completeTransfer'))
      return expect(trial.driver.abilities).not.toContain('attendedTransfer');
    await commandEffects.completeTransfer(trial);
    const facts = (await over(trial)).flatMap(factWords);
    expect(facts.filter((fact) => /transferred|consulting/.test(fact)).sort()).toEqual([
      `${agent} consulting ${NUMBER}`,
      ...(saysTransfers.includes('attended') ? [`${agent} transferred attended by us ${NUMBER}`] : []),
    ]);
  });

  test('a command of the agent’s that hangs up says so', async () => {
    const trial = trialOf();
    const { agent, knowsWhoHangsUp } = trial.driver;
    if (!trial.isOffered('hangup')) return expect(knowsWhoHangsUp).not.toContain('agent');
    await commandEffects.hangup(trial);
    const said = hangUps(await over(trial));
    expect(said).toEqual(knowsWhoHangsUp.includes('agent') ? [`${agent} hung up`] : []);
  });
}
