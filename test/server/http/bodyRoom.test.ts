import { BodyRoom, type BodyPlace } from '../../../server/http/BodyRoom';
import { GrowingBuffer } from '../../../server/http/GrowingBuffer';

const LEAST = 4_096;
let ended: BodyPlace[] = [];
let full: string[] = [];
let room: BodyRoom;
beforeEach(() => {
  ended = [];
  full = [];
  room = new BodyRoom((network) => full.push(network), 10 * LEAST);
});

function enter(network: string): BodyPlace {
  const place: BodyPlace = { network, onEnd: () => ended.push(place), bytes: 0 };
  room.enter(place);
  return place;
}

test('when the memory is full, the network with the most of it loses its oldest place', () => {
  const honest = enter('honest');
  const many = Array.from({ length: 9 }, () => enter('many'));
  expect(ended).toEqual([]);
  room.grow(honest, 100);
  expect(ended).toEqual(many.slice(0, 1));
  // It has most in one body now, though fewer bodies.
  const other = enter('other');
  room.grow(other, 6 * LEAST);
  expect(ended.slice(1)).toEqual([...many.slice(1, 3), other]);
  expect(full).toEqual(['many', 'many', 'many', 'other']);
});

test('a place that was left, or taken away, takes no memory, and none twice', () => {
  const places = Array.from({ length: 10 }, () => enter('a'));
  for (const place of places) {
    room.leave(place);
    room.leave(place);
    room.grow(place, 20 * LEAST);
  }
  for (let one = 0; one < 10; one += 1) enter('b');
  expect(ended).toEqual([]);
  enter('b');
  expect(ended).toHaveLength(1);
});

test('one body alone may be longer than there is memory, and loses its place', () => {
  const place = enter('a');
  room.grow(place, 10 * LEAST);
  expect(ended).toEqual([place]);
});

test('memory of pieces is at most twice as long as they are, and no longer than the limit', () => {
  const text = 'abcdefghij'.repeat(1_000);
  const buffer = new GrowingBuffer(text.length);
  let memory = 0;
  for (let at = 0; at < text.length; at += 7) {
    memory += buffer.add(Buffer.from(text.slice(at, at + 7)));
    expect(memory).toBeLessThanOrEqual(Math.max(1_024, 2 * buffer.length));
  }
  expect(memory).toBe(text.length);
  expect(buffer.content().toString()).toBe(text);
});
