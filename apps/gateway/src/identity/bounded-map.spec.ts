import { BoundedMap } from './bounded-map';

it('a bounded map lets go of what was asked for longest ago', () => {
  const map = new BoundedMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  expect(map.get('a')).toBe(1);
  map.set('c', 3);
  expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
  map.set('c', 4);
  map.delete('a');
  expect([map.get('c'), map.size]).toEqual([4, 1]);
});
