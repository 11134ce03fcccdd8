/** Actions that widgets have added for phone numbers. */
const actions: { readonly title: () => string; readonly run: (target: { value: string }) => void }[] = [];

/**
 * Adds an item to the menu of phone numbers, as amoCRM's `add_action` does.
 * @param title its text, read when the menu opens
 */
export function addPhoneAction(title: () => string, run: (target: { value: string }) => void): void {
  actions.push({ title, run });
}

/** Removes all items from the menu of phone numbers. */
export function clearPhoneActions(): void {
  actions.length = 0;
}

/** A phone number that opens the menu when clicked. */
export function phoneLink(phone: string): JQuery {
  return window.$('<a href="#" class="js-phone"></a>').attr('data-value', phone).text(phone);
}

/** Makes clicks on phone numbers open the host's menu with the items of widgets. */
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
        // The menu stays long enough for a double click, as one that closes with an animation does.
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
