/** Actions that widgets have added for phone numbers. */
const actions: { readonly title: () => string; readonly run: (target: { value: string }) => void }[] = [];

export function addPhoneAction(title: () => string, run: (target: { value: string }) => void): void {
  actions.push({ title, run });
}

export function clearPhoneActions(): void {
  actions.length = 0;
}

/** A number of the page that opens the menu. */
export function phoneLink(phone: string): JQuery {
  return window.$('<a href="#" class="js-phone"></a>').attr('data-value', phone).text(phone);
}

/** A click on a number opens the host's menu with the widgets' items. */
export function bindPhones(): void {
  const { $ } = window;
  $(document).on('click', '.js-phone', function (event) {
    event.preventDefault();
    $('.host-phone-menu').remove();
    const value = String($(this).data('value'));
    const menu = $('<div class="host-phone-menu" role="menu"></div>');
    for (const action of actions) {
      const item = $('<span role="menuitem" tabindex="0"></span>').text(action.title());
      item.on('click keydown', (press) => {
        if (press.type === 'keydown' && press.key !== 'Enter') return;
        // The menu stays for the time of a double click, as a menu that closes with an animation does.
        setTimeout(() => menu.remove(), 400);
        action.run({ value });
      });
      menu.append(item);
    }
    const place = $(this).offset() ?? { left: 0, top: 0 };
    menu.css({ left: place.left, top: place.top + 24 }).appendTo(document.body);
    menu.children().first().trigger('focus');
  });
  $(document).on('click', (event) => {
    if ($(event.target).closest('.js-phone, .host-phone-menu').length === 0) $('.host-phone-menu').remove();
  });
}
