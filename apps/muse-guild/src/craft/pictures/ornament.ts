export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Chances from 0 to 1, the same for the same seed: mulberry32 (Tommy Ettinger, public domain). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mix = Math.imul(state ^ (state >>> 15), state | 1);
    mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
    return ((mix ^ (mix >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Of a coordinate: a hundredth of a pixel is more than anybody sees. */
export const px = (value: number): string => String(Number(value.toFixed(2)));

/** Shapes that fill an area where no text stands: rings, bars or dots, which and where follows from the seed. */
export function ornamentOf(area: Area, [one, other]: readonly [string, string], seed: number): string {
  const chance = chances(seed);
  const kinds = [rings, bars, dots];
  const draw = kinds[Math.floor(chance() * kinds.length)] ?? rings;
  return draw(area, one, other, chance);
}

type Draw = (area: Area, one: string, other: string, chance: () => number) => string;

const rings: Draw = ({ x, y, width, height }, one, other, chance) => {
  const [centreX, centreY] = [x + width * (0.4 + chance() * 0.4), y + height * (0.35 + chance() * 0.4)];
  const step = Math.min(width, height) * (0.14 + chance() * 0.05);
  return [1, 2, 3, 4, 5]
    .map((ring) => {
      const colour = ring % 2 === 0 ? other : one;
      return `<circle cx="${px(centreX)}" cy="${px(centreY)}" r="${px(ring * step)}" fill="none" stroke="${colour}" stroke-width="${px(step * 0.45)}"/>`;
    })
    .join('');
};

const bars: Draw = ({ x, y, width, height }, one, other, chance) => {
  const count = 4 + Math.floor(chance() * 3);
  const [step, room] = [width / count, 0.34];
  return Array.from({ length: count }, (_each, at) => {
    const tall = height * (0.2 + 0.7 * ((at + 1) / count) * (0.7 + chance() * 0.3));
    const left = x + at * step + (step * room) / 2;
    const broad = step * (1 - room);
    return `<rect x="${px(left)}" y="${px(y + height - tall)}" width="${px(broad)}" height="${px(tall)}" rx="${px(broad * 0.16)}" fill="${at === count - 1 ? other : one}"/>`;
  }).join('');
};

const dots: Draw = ({ x, y, width, height }, one, other, chance) => {
  const step = Math.min(width, height) / (5 + Math.floor(chance() * 2));
  const [across, down] = [Math.floor(width / step), Math.floor(height / step)];
  const marked = Math.floor(chance() * across * down);
  return Array.from({ length: across * down }, (_each, at) => {
    const [column, row] = [at % across, Math.floor(at / across)];
    const radius = step * (0.1 + 0.22 * ((column + row) / Math.max(1, across + down - 2)));
    return `<circle cx="${px(x + (column + 0.5) * step)}" cy="${px(y + (row + 0.5) * step)}" r="${px(at === marked ? step * 0.42 : radius)}" fill="${at === marked ? other : one}"/>`;
  }).join('');
};
