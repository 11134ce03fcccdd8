import { parseConfiguration } from '../../server/config/Configuration';
import { Phonebook } from '../../server/phonebook/Phonebook';
import { phonebookEntries } from '../../server/phonebook/phonebookEntries';

/** The name that the configured phone book has for a caller. */
function nameOf(phone: unknown, caller: string): string | null {
  const { contacts } = parseConfiguration({
    secretKeys: ['a-secret-key-of-tests'],
    contacts: [{ name: 'Иван', phone, contactId: 77 }],
  });
  return new Phonebook(phonebookEntries(contacts, [])).partyOf(caller).name;
}

test.each<[unknown, string]>([
  ['(495) 123-45-67', '+74951234567'],
  ['8 (495) 123-45-67 доб. 115', '+74951234567'],
  ['+7 912 345-67-89; +7 913 345-67-80', '+79133456780'],
  ['4951234567', '+74951234567'],
  [89101234567, '+79101234567'],
  ['8-10-44 20 7946 0018', '+442079460018'],
  ['(11) 91234-5678', '+5511912345678'],
])('a configured contact with %j is found when %s calls', (phone, caller) => {
  expect(nameOf(phone, caller)).toBe('Иван');
});

test('+84… is not the contact with 8 4…', () => {
  expect(nameOf('8 (495) 123-45-67', '+84951234567')).toBeNull();
});
