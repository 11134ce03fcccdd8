import { Store } from '../../src/domain/Store';

test('calls its listeners at each change, and at no other time', () => {
  const store = new Store(1);
  const heard: number[] = [];
  const stop = store.subscribe((value) => heard.push(value));
  store.set(1);
  store.set(2);
  stop();
  store.set(3);
  expect([heard, store.get()]).toEqual([[2], 3]);
});

test('a listener that unsubscribes while it is called does not disturb the others', () => {
  const store = new Store(0);
  const heard: string[] = [];
  const stop = store.subscribe(() => {
    heard.push('first');
    stop();
  });
  store.subscribe(() => heard.push('second'));
  store.set(1);
  store.set(2);
  expect(heard).toEqual(['first', 'second', 'second']);
});
