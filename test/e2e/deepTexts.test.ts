import { pack } from '../../scripts/zip/pack';
import { SandboxPage } from './support/SandboxPage';

const script = `define([], function () {
  return function Widget() {
    var self = this;
    var yes = function () { return true; };
    this.callbacks = {
      render: function () {
        var node = document.createElement('p');
        node.id = 'deep';
        node.textContent = self.i18n('settings.fields.server.label');
        document.body.appendChild(node);
        return true;
      },
      init: yes, bind_actions: yes, destroy: yes, settings: yes, onSave: yes,
    };
  };
});`;

test('texts nested four levels deep are found by the sandbox', async () => {
  const texts = { settings: { fields: { server: { label: 'Адрес сервера' } } } };
  const zip = await pack(
    new Map([
      ['manifest.json', Buffer.from('{"widget":{"version":"1.0.0"},"settings":{"jsonSettings":{}}}')],
      ['script.js', Buffer.from(script)],
      ['i18n/ru.json', Buffer.from(JSON.stringify(texts))],
    ]),
  );
  const tab = await SandboxPage.open({ zip });
  expect(await tab.page.locator('#deep').innerText()).toBe('Адрес сервера');
  await tab.close();
});
