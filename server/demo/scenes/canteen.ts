/** The canteen: a serving counter at the back, one long table in front. */
import { views } from '../stage.ts';
import { block, emptyRoom, glow, panel, plant, sidePanel, slab, type Room } from './shapes.ts';
import type { Scene } from './scene.ts';

const view = views.canteen;
const room: Room = { view, halfWidth: 3.9, backZ: 7.4, ceiling: 2.8 };

const lightWood = { front: '#8f7558', top: '#b99b77', side: '#725c45' };
const white = { front: '#c8c7c0', top: '#d9d8d2', side: '#a9a8a1' };

function serving(): string {
  return [
    panel(view, [0.9, 3.7], [1.25, 2.1], 7.38, '#8fa09c'),
    ...Array.from({ length: 12 }, (_, i) =>
      panel(view, [0.93 + i * 0.23, 1.13 + i * 0.23], [1.28, 2.07], 7.375, i % 2 ? '#9db0ab' : '#94a7a2'),
    ),
    block(view, [0.9, 3.7], [0, 0.95], [6.4, 7.3], white),
    block(view, [1.2, 1.75], [0.95, 1.45], [6.7, 7.1], { front: '#3b3e40', top: '#585c5e', side: '#2a2c2e' }),
    panel(view, [1.3, 1.65], [1.2, 1.38], 6.69, '#7d898d'),
    block(view, [2.2, 2.9], [0.95, 1.25], [6.7, 7.1], { front: '#a9aeb0', top: '#c3c8ca', side: '#8a8f91' }),
    ...[0, 1, 2, 3].map((i) => panel(view, [1.85 + i * 0.08, 1.9 + i * 0.08], [0.95, 1.06], 6.6, '#e6e4dc')),
  ].join('');
}

const door = (): string =>
  panel(view, [-0.95, 0.15], [0, 2.15], 7.39, '#5a554b') +
  panel(view, [-0.87, 0.07], [0, 2.08], 7.38, '#33332f') +
  slab(view, [-0.87, 0.07], 0.003, [6.9, 7.37], '#77715f');

const backTable = (x: number, z: number): string =>
  glow(view, x, z, 0.7, 0.3, '#222222') +
  block(view, [x - 0.04, x + 0.04], [0, 0.72], [z, z + 0.08], {
    front: '#55504a',
    top: '#55504a',
    side: '#45413c',
  }) +
  block(view, [x - 0.55, x + 0.55], [0.72, 0.76], [z - 0.4, z + 0.4], lightWood) +
  [-0.8, 0.8]
    .map((dx) =>
      block(view, [x + dx - 0.18, x + dx + 0.18], [0, 0.45], [z - 0.1, z + 0.25], {
        front: '#5c6f78',
        top: '#6e828b',
        side: '#4b5c64',
      }),
    )
    .join('');

const cup = (x: number, z: number): string =>
  block(view, [x, x + 0.08], [0.775, 0.87], [z, z + 0.06], {
    front: '#dcd9cf',
    top: '#6d4f38',
    side: '#b5b2a9',
  });

function longTable(): string {
  return (
    slab(view, [-1.6, 1.6], 0.003, [1.9, 3], '#2f2b26', 'opacity="0.3"') +
    block(view, [-1.45, 1.45], [0, 0.71], [2.2, 2.72], { ...lightWood, front: '#7c664d' }) +
    slab(view, [-1.6, 1.6], 0.765, [2.05, 2.8], '#c2a580') +
    panel(view, [-1.6, 1.6], [0.71, 0.765], 2.05, '#957a5b') +
    slab(view, [-0.95, -0.6], 0.77, [2.35, 2.62], '#8f9a9d') +
    slab(view, [-0.88, -0.67], 0.775, [2.4, 2.57], '#e5e2da') +
    slab(view, [0.55, 0.9], 0.77, [2.35, 2.62], '#8f9a9d') +
    slab(view, [0.62, 0.83], 0.775, [2.4, 2.57], '#e5e2da') +
    cup(-0.42, 2.5) +
    cup(0.36, 2.5) +
    cup(-0.02, 2.62)
  );
}

export const canteen: Scene = {
  background:
    emptyRoom(
      room,
      {
        floor: ['#a09684', '#797060'],
        joint: '#8b8271',
        wall: '#bdb49f',
        side: '#aca38f',
        skirting: '#7a705f',
      },
      0.75,
    ) +
    door() +
    panel(view, [-3.6, -1.3], [0.95, 1.9], 7.39, '#d9dedb') +
    panel(view, [-3.6, -1.3], [0.95, 1.25], 7.385, '#a9b4a4') +
    [-3.64, -2.5, -1.34].map((x) => panel(view, [x, x + 0.07], [0.9, 1.95], 7.38, '#807a6c')).join('') +
    panel(view, [0.3, 0.75], [1.35, 1.8], 7.38, '#4a4a46') +
    serving() +
    sidePanel(view, 3.89, [1, 1.8], [4, 5.4], '#7f8d7a') +
    glow(view, -2.3, 6, 1.5, 0.3) +
    backTable(-2.4, 5.2) +
    backTable(2.3, 4.9) +
    plant(view, -1.15, 7, 1),
  props: [{ z: 2.05, svg: longTable() }],
};
