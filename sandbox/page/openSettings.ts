import type { Account, StoredWidget } from './Account';
import { fetchJson } from './fetchJson';
import { language } from './choice';
import type { WidgetHost } from './WidgetHost';

const words = {
  ru: { title: 'AsteriskNG', save: 'Сохранить', uninstall: 'Отключить', close: 'Закрыть' },
  en: { title: 'AsteriskNG', save: 'Save', uninstall: 'Turn off', close: 'Close' },
}[language];

/** Opens the settings window of the integration, with amoCRM's class names. @param field name of the settings field */
export function openSettings(account: Account, host: WidgetHost, field: string): void {
  const { $ } = window;
  const overlay = $('<div class="host-overlay"></div>');
  const modal = $('<div class="host-modal widget-settings__modal" role="dialog" aria-modal="true"></div>')
    .addClass(host.code)
    .attr('aria-label', words.title);
  const space = $(
    '<div class="widget-settings__wrap-desc-space"><div class="widget-settings__desc-space"></div></div>',
  );
  const block = $('<div class="widget_settings_block"></div>');
  const item = $('<div class="widget_settings_block__item_field"></div>').append(
    $('<div></div>').text(field),
  );
  const input = $('<input type="text">')
    .attr({ name: field, 'aria-label': field })
    .val(account.widget.fields[field] ?? '');
  const save = $(
    '<button type="button" class="host-button js-widget-save button-input_blue button-input-disabled"></button>',
  ).text(words.save);
  const uninstall = $('<button type="button" class="host-button js-widget-uninstall"></button>').text(
    words.uninstall,
  );
  const close = $('<button type="button" class="host-button"></button>').text(words.close);
  block.append(item.append(input));
  space
    .children()
    .append($('<div class="page-title"></div>').text(words.title), block, save, uninstall, close);
  overlay.append(modal.append(space)).appendTo(document.body);

  // As in amoCRM the save button is enabled by these events, not by a change of the value.
  modal.on('input change', `input[name="${field}"]`, () => save.removeClass('button-input-disabled'));
  close.on('click', () => overlay.remove());
  save.on('click', () => {
    if (save.hasClass('button-input-disabled')) return;
    const fields = { [field]: String(input.val()) };
    if (host.call('onSave', { active: 'Y', fields }) !== true) return;
    save.addClass('button-input-disabled');
    void fetchJson<StoredWidget>('/ajax/settings', { fields }).then((widget) => {
      account.widget = widget;
    });
  });
  uninstall.on('click', () => {
    host.stop();
    void fetchJson<StoredWidget>('/ajax/uninstall', {}).then((widget) => {
      account.widget = widget;
      overlay.remove();
    });
  });
  host.call('settings', modal.find('.widget_settings_block'));
}
