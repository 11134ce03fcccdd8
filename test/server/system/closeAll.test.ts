import { closeAll } from '../../../server/system/closeAll';

test('the steps run in order, also after one has failed; the first error is passed on', async () => {
  const order: string[] = [];
  const closing = closeAll([
    async () => {
      await new Promise(setImmediate);
      order.push('first');
      throw new Error('one');
    },
    () => {
      order.push('second');
      throw new Error('two');
    },
    () => void order.push('third'),
  ]);
  await expect(closing).rejects.toThrow('one');
  expect(order).toEqual(['first', 'second', 'third']);
});
