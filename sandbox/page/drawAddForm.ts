import type { Account, Card } from './Account';
import { fetchJson } from './fetchJson';
import { language, userNumber } from './choice';

const words = {
  ru: { title: 'Новый контакт', name: 'Имя', phone: 'Телефон', save: 'Сохранить' },
  en: { title: 'New contact', name: 'Name', phone: 'Phone', save: 'Save' },
}[language];

/**
 * The form for a new contact, with the number from the page's query.
 * @param open opens a page of the host, here the new card
 */
export function drawAddForm(account: Account, open: (path: string) => void): JQuery {
  const { $ } = window;
  const field = (label: string, value: string): JQuery =>
    $('<input type="text" class="host-field" required>').attr('aria-label', label).val(value);
  const name = field(words.name, '');
  const phone = field(words.phone, new URLSearchParams(location.search).get('phone') ?? '');
  const form = $('<form class="host-card"></form>').append(
    $('<div class="page-title"></div>').text(words.title),
    $('<p></p>').text(words.name),
    name,
    $('<p></p>').text(words.phone),
    phone,
    $('<button class="host-button button-input_blue"></button>').text(words.save),
  );
  form.on('submit', (event) => {
    event.preventDefault();
    const responsible = account.users[userNumber - 1]?.id;
    const contact = { name: String(name.val()), phone: String(phone.val()), responsible };
    void fetchJson<Card>('/ajax/contacts', contact).then((card) => {
      account.life = { ...account.life, cards: [...account.life.cards, card] };
      open(`/contacts/detail/${card.id}`);
    });
  });
  return form;
}
