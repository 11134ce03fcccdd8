import { CallMarks } from '../../../../server/crm/callLog/CallMarks';
import { expectOnce } from './expectOnce';
import { SECRETS, type Case, type NoteOffice } from './NoteOffice';

const marks = new CallMarks(SECRETS);

/** Fails unless amoCRM has of each call what `expectOnce` says, nothing is left on its way, and nothing was asked as it may not be. */
export function expectEachOnce(office: NoteOffice, { talks }: Case): void {
  const { amo, records, disk } = office;
  records.forEach(({ id }, index) => {
    const typed = [...office.typed(index, '101'), ...office.typed(index, '102')];
    expectOnce(amo.account, marks, { id, typed, choice: talks[index]!.choice });
  });
  const open = [...disk.outbox.values()].filter((text) => !text.includes('"done"'));
  // Here some seconds pass at once, so that requests of several seconds may come together; the pace has tests of its own.
  const violations = amo.violations.filter((one) => !one.includes('requests in a second'));
  expect([open, violations]).toEqual([[], []]);
}
