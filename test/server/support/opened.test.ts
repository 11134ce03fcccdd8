import { Opened } from './Opened';

test('what was opened is closed, the last one first, also when more could not be opened or one not be closed', async () => {
  const closed: string[] = [];
  const part = (name: string, fault?: Error) => ({
    close: () => {
      closed.push(name);
      return fault === undefined ? Promise.resolve() : Promise.reject(fault);
    },
  });
  const opened = new Opened();
  await opened.add(Promise.resolve(part('redis')));
  await opened.add(Promise.resolve(part('backend', new Error('it hangs'))));
  await expect(opened.add(Promise.reject(new Error('no port')))).rejects.toThrow('no port');
  await opened.add(Promise.resolve(part('another backend')));
  await expect(opened.close()).rejects.toThrow('some of what was opened could not be closed');
  expect(closed).toEqual(['another backend', 'backend', 'redis']);
  await opened.close();
  expect(closed).toHaveLength(3);
});
