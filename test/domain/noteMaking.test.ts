import type { Makings } from '../../src/domain/calls/Making';
import { noteMaking } from '../../src/domain/calls/noteMaking';
import { Store } from '../../src/domain/Store';

test('a client that is being made is noted until it is made; others stay', () => {
  const makings = new Store<Makings>(new Map([['2', { kind: 'lead', problem: 'x' }]]));
  noteMaking(makings, '1', { kind: 'contact', problem: '' });
  expect([...makings.get().keys()]).toEqual(['2', '1']);
  noteMaking(makings, '1', null);
  expect([...makings.get().keys()]).toEqual(['2']);
});
