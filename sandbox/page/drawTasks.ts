import type { Account } from './Account';
import { cardLink } from './cardLink';
import { language } from './choice';
import { drawItems } from './drawItems';
import { drawOnChange } from './drawOnChange';
import { drawTask } from './drawTask';

const words = {
  ru: { title: 'Задачи', empty: 'Задач нет. Пропущенный звонок оставит здесь задачу перезвонить.' },
  en: { title: 'Tasks', empty: 'No tasks. A missed call leaves a task to call back here.' },
}[language];

/** The page of open tasks. */
export function drawTasks(account: Account): JQuery {
  const { $ } = window;
  const list = $('<div class="host-events" role="list"></div>').attr('aria-label', words.title);
  const empty = $('<p class="host-event-more"></p>').text(words.empty);
  const node = $('<div class="host-feed"></div>').append(
    $('<div class="page-title"></div>').text(words.title),
    empty,
    list,
  );
  return drawOnChange(node, () => {
    const open = account.life.tasks.filter(({ isDone }) => !isDone);
    empty.css('display', open.length === 0 ? '' : 'none');
    drawItems(
      list,
      open,
      ({ id }) => String(id),
      (task) => {
        const card = task.card === null ? null : cardLink(task.card, account);
        const item = drawTask(task, account).attr('role', 'listitem');
        if (card !== null) item.find('.host-event-more').first().append(' · ', card);
        return item;
      },
    );
  });
}
