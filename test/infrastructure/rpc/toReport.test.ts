import type { AgentStatus } from '../../../protocol/agentStatus';
import { endReasons } from '../../../protocol/call';
import { toAbilities } from '../../../src/infrastructure/rpc/toAbilities';
import { toReport } from '../../../src/infrastructure/rpc/toReport';
import { originalAbilities } from '../../../src/domain/calls/WidgetAbility';
import { originalMethods } from '../../../protocol/methods';
import { allMethods } from '../../support/FakeBackend';
import { unknownParty } from '../../support/sampleCalls';
import { wireCall, wireMissed, wireStatus } from '../../support/wireStatus';

const AT = 1_763_700_200_000;
const idle: AgentStatus = { status: 'NOT_CONVERSATION', call_info: null };
const call_info = {
  unique_id: 'u1',
  contact_name: null,
  contact_id: 77,
  contact_phone: '+7',
  is_hold: false,
  is_mute: false,
  timestamp: 1.5,
};
const talking = (changes: object): AgentStatus => ({
  status: 'CONVERSATION',
  call_info: { ...call_info, ...changes },
});
const callOf = (changes: Parameters<typeof wireCall>[1]) =>
  toReport(wireStatus(1, [wireCall('a', changes)]), AT).calls[0];

describe('with the original protocol', () => {
  test('no conversation is no call', () => {
    expect(toReport(idle, AT)).toEqual({ calls: [], missed: [], revision: null, skewMs: null });
  });

  test('names and seconds of the wire become those of the domain', () => {
    expect(toReport(talking({ contact_name: ' Анна ', is_mute: true, is_hold: true }), AT).calls).toEqual([
      {
        id: 'u1',
        direction: null,
        phase: 'held',
        party: { ...unknownParty, name: 'Анна', number: '+7', contactId: '77' },
        via: null,
        startedAt: 1_500,
        answeredAt: 1_500,
        farHeld: false,
        card: null,
        consultOf: null,
        muted: true,
      },
    ]);
    expect(toReport(talking({}), AT).calls[0]?.phase).toBe('talking');
  });

  test.each([
    ['../../logout?x='],
    ['1/2'],
    ['<b>'],
    [''],
    [null],
    [undefined],
    [1.5],
    [-1],
    ['9'.repeat(20)],
  ])('a contact id such as %p makes no link', (id) => {
    expect(toReport(talking({ contact_id: id, contact_name: ' ' }), AT).calls[0]?.party).toEqual({
      ...unknownParty,
      number: '+7',
    });
  });

  test('a revision without calls, or calls without a revision, is read as the original protocol', () => {
    for (const part of [{ revision: 3 }, { calls: [wireCall('a')] }])
      expect(toReport({ ...idle, ...part }, AT)).toMatchObject({ calls: [], revision: null });
  });
});

describe('with our extension', () => {
  test('a call has its party, line and times', () => {
    const reported = callOf({
      contact_name: 'Анна',
      contact_id: '5',
      company: ' ООО Ромашка ',
      responsible: 'Олег',
      via: 'Продажи',
      is_far_hold: true,
      consult_of: 'z',
      started_at: 10.25,
    });
    expect(reported).toEqual({
      id: 'a',
      direction: 'inbound',
      phase: 'ringing',
      party: {
        ...unknownParty,
        name: 'Анна',
        contactId: '5',
        company: 'ООО Ромашка',
        responsible: 'Олег',
      },
      via: 'Продажи',
      startedAt: 10_250,
      farHeld: true,
      card: null,
      consultOf: 'z',
    });
  });

  test('every phase has its own facts', () => {
    expect(callOf({ phase: 'DIALING', direction: 'OUTBOUND' })).toMatchObject({
      phase: 'dialing',
      direction: 'outbound',
    });
    expect(
      callOf({ phase: 'CONVERSATION', direction: 'INTERNAL', answered_at: 20, is_mute: true }),
    ).toMatchObject({ phase: 'talking', direction: 'internal', answeredAt: 20_000, muted: true });
    expect(callOf({ phase: 'CONVERSATION', is_hold: true, started_at: 10 })).toMatchObject({
      phase: 'held',
      answeredAt: 10_000,
    });
    expect(
      callOf({ phase: 'ENDED', end_reason: 'MISSED', started_at: 10, ended_at: 30, answered_at: null }),
    ).toMatchObject({ phase: 'ended', reason: 'missed', answeredAt: null, endedAt: 30_000 });
    expect(callOf({ phase: 'ENDED', started_at: 10, answered_at: 12 })).toMatchObject({
      reason: 'hungUp',
      answeredAt: 12_000,
      endedAt: 10_000,
      wentTo: null,
    });
    expect(
      callOf({ phase: 'ENDED', end_reason: 'TRANSFERRED', went_to: { name: 'Вера Ким', is_refused: true } }),
    ).toMatchObject({ reason: 'transferred', wentTo: { name: 'Вера Ким', isRefused: true } });
  });

  test('every end reason has a counterpart, and an unknown one becomes hungUp', () => {
    const reasonOf = (end_reason: string | null): unknown => {
      const reported = callOf({ phase: 'ENDED', end_reason });
      return reported?.phase === 'ended' ? reported.reason : null;
    };
    expect(new Set(endReasons.map(reasonOf)).size).toBe(endReasons.length);
    expect([reasonOf('EATEN_BY_DOG'), reasonOf(null), reasonOf('HUNG_UP')]).toEqual(Array(3).fill('hungUp'));
  });

  test('of several contacts those with a valid id are kept', () => {
    const matches = [
      { id: 1, name: 'Анна' },
      { id: '../x', name: 'Ева' },
      { id: '2', name: 'Борис' },
    ];
    expect(callOf({ contact_matches: matches })?.party.matches).toEqual([
      { id: '1', name: 'Анна' },
      { id: '2', name: 'Борис' },
    ]);
  });

  test('missed calls, revision and clock skew are read', () => {
    const missed = [wireMissed('m', { count: 3, at: 7, contact_name: 'Анна', contact_id: 5 })];
    const status = wireStatus(4, [], { missed, server_time: AT / 1_000 - 600 });
    expect(toReport(status, AT)).toEqual({
      calls: [],
      missed: [{ id: 'm', party: { ...unknownParty, name: 'Анна', contactId: '5' }, count: 3, at: 7_000 }],
      revision: 4,
      skewMs: 600_000,
    });
    expect(toReport({ ...idle, revision: 1, calls: [] }, AT)).toMatchObject({ missed: [], skewMs: null });
  });
});

describe('the abilities', () => {
  test('are those of the original protocol when the backend lists no methods', () => {
    expect(toAbilities(null)).toBe(originalAbilities);
  });

  test('follow from the methods; a list of methods means that phases are reported', () => {
    expect(toAbilities([])).toEqual(new Set(['phases']));
    expect(toAbilities([...originalMethods])).toEqual(new Set([...originalAbilities, 'phases']));
    expect(toAbilities([...allMethods, 'fly'])).toEqual(
      new Set([...originalAbilities, 'phases', 'answer', 'reject', 'consult', 'dtmf']),
    );
  });

  test.each(['consult', 'complete_transfer', 'cancel_transfer'])(
    'an attended transfer needs %s',
    (missing) => {
      const methods = allMethods.filter((method) => method !== missing);
      expect(toAbilities(methods).has('consult')).toBe(false);
    },
  );
});
