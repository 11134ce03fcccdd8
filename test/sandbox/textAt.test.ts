import { textAt } from '../../sandbox/page/textAt';

const texts = {
  widget: { name: 'Звонки' },
  settings: { fields: { server: { label: 'Адрес сервера' } } },
};

test.each([
  ['widget.name', 'Звонки'],
  ['settings.fields.server.label', 'Адрес сервера'],
])('the text at %s is found in nested sections', (path, text) => {
  expect(textAt(texts, path)).toBe(text);
});

test('a path of a section returns the section', () => {
  expect(textAt(texts, 'widget')).toEqual({ name: 'Звонки' });
  expect(textAt(texts, 'settings.fields')).toEqual({ server: { label: 'Адрес сервера' } });
});

test.each([
  'widget.other',
  'widget.name.length',
  'other.name',
  'widget.toString',
  'settings.fields.other.label',
])('an unknown path %s returns an empty text', (path) => {
  expect(textAt(texts, path)).toBe('');
});

test('an unknown section returns undefined', () => {
  expect(textAt(texts, 'other')).toBeUndefined();
  expect(textAt(texts, 'toString')).toBeUndefined();
});
