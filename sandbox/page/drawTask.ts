import type { Account, Task } from './Account';
import { fetchJson } from './fetchJson';
import { eventHead } from './drawCall';
import { language } from './choice';
import { refreshAccount } from './drawOnChange';
import { dayAndTime } from './times';

const words = {
  ru: { task: 'Задача', done: 'Задача выполнена', till: 'Срок', finish: 'Выполнить', of: 'по задаче' },
  en: { task: 'Task', done: 'Task completed', till: 'Due', finish: 'Complete', of: 'task' },
}[language];

/** A task: user, due time, text, and a button to complete it. */
export function drawTask(task: Task, account: Account): JQuery {
  const { $ } = window;
  const { id, text, till, isDone, result } = task;
  const done = result === '' ? text : `${text} · ${result}`;
  const user = account.users.find((one) => one.id === task.responsible)?.name ?? '';
  const node = $('<div class="host-event"></div>')
    .attr({ 'data-event': 'task', 'data-tone': isDone ? 'done' : 'task' })
    .append(
      eventHead(isDone ? words.done : words.task, task.createdAt, user),
      $('<div class="host-event-line"></div>').text(
        isDone ? done : `${words.till}: ${dayAndTime(till)} · ${text}`,
      ),
    );
  if (isDone) return node;
  return node.append(
    $('<button type="button" class="host-button"></button>')
      .text(words.finish)
      .attr('aria-label', `${words.finish}: ${words.of} ${id}`)
      .on('click', () => {
        void fetchJson('/ajax/tasks/finish', { id }).then(() => refreshAccount(account));
      }),
  );
}
