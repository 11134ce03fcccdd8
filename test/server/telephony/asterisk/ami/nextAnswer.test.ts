import { nextAnswer, type AnswerState } from '../../../../../server/telephony/asterisk/ami/nextAnswer';

const start = { Response: 'Success', EventList: 'start' };

test('a list that has no end is given up', () => {
  let state: AnswerState = nextAnswer({ type: 'sent' }, start, 3);
  for (let count = 0; count < 3; count += 1) state = nextAnswer(state, { Event: 'Status' }, 3);
  expect(state.type).toBe('listing');
  state = nextAnswer(state, { Event: 'Status' }, 3);
  expect(state).toMatchObject({ type: 'done', result: { reason: 'badAnswer' } });
});

test('an answer that is there stays as it is', () => {
  const done = nextAnswer({ type: 'sent' }, { Response: 'Success' });
  expect(nextAnswer(done, { Response: 'Error' })).toBe(done);
});

test('an event before the response changes nothing', () => {
  const sent: AnswerState = { type: 'sent' };
  expect(nextAnswer(sent, { Event: 'OriginateResponse', Response: 'Failure' })).toBe(sent);
});

test('a second response within a list is no part of it', () => {
  const state = nextAnswer(nextAnswer({ type: 'sent' }, start), start);
  expect(state).toMatchObject({ type: 'listing', events: [] });
});

test('a refusal without a reason is logged without one', () => {
  const state = nextAnswer({ type: 'sent' }, { Response: 'Error' });
  expect(state).toMatchObject({ type: 'done', result: { message: 'refused' } });
});
