import { Scope } from '../../src/system/Scope';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('closing ends timers, listeners and children once, the newest first', () => {
  const scope = new Scope();
  const target = new EventTarget();
  const heard: string[] = [];
  scope.after(10, () => heard.push('after'));
  scope.every(10, () => heard.push('every'));
  scope.listen(target, 'x', () => heard.push('event'));
  scope.child().onClose(() => heard.push('child'));
  scope.onClose(() => heard.push('last'));
  target.dispatchEvent(new Event('x'));
  jest.advanceTimersByTime(10);
  scope.close();
  scope.close();
  target.dispatchEvent(new Event('x'));
  jest.advanceTimersByTime(100);
  expect(heard).toEqual(['event', 'after', 'every', 'last', 'child']);
  expect([scope.closed, scope.signal.aborted, jest.getTimerCount()]).toEqual([true, true, 0]);
});

test('a cancelled timer or ending does not run', () => {
  const scope = new Scope();
  const heard: string[] = [];
  scope.after(10, () => heard.push('after'))();
  scope.every(10, () => heard.push('every'))();
  scope.onClose(() => heard.push('close'))();
  jest.advanceTimersByTime(50);
  scope.close();
  expect(heard).toEqual([]);
});

test('a closed scope starts no timer or listener, and runs new endings at once', () => {
  const scope = new Scope();
  scope.close();
  const heard: string[] = [];
  scope.after(1, () => heard.push('after'));
  scope.every(1, () => heard.push('every'));
  scope.listen(new EventTarget(), 'x', () => heard.push('event'));
  scope.onClose(() => heard.push('ended'));
  expect([heard, jest.getTimerCount(), scope.child().closed]).toEqual([['ended'], 0, true]);
});

test('a child that closes is removed from its parent', () => {
  const scope = new Scope();
  const heard: string[] = [];
  const child = scope.child();
  child.onClose(() => heard.push('child'));
  child.close();
  scope.close();
  expect(heard).toEqual(['child']);
});

test('now() is the time of the clock', () => {
  jest.setSystemTime(5_000);
  expect(new Scope().now()).toBe(5_000);
});
