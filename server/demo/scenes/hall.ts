/** The corridor: a long floor between doors, a fire door at its end, a water dispenser. */
import { views } from '../stage.ts';
import { block, emptyRoom, glow, panel, plant, sidePanel, type Room } from './shapes.ts';
import type { Scene } from './scene.ts';

const view = views.hall;
const room: Room = { view, halfWidth: 1.55, backZ: 14, ceiling: 2.6 };

const door = (x: number, z: number): string =>
  sidePanel(view, x, [0, 2.12], [z, z + 1.1], '#5b5f60') +
  sidePanel(view, x * 0.999, [0, 2.05], [z + 0.07, z + 1.03], '#8c7d69') +
  sidePanel(view, x * 0.998, [0.98, 1.06], [z + 0.12, z + 0.24], '#d0d0cb') +
  sidePanel(view, x * 0.998, [1.5, 1.66], [z + 1.18, z + 1.4], '#e0e2df');

const fireDoor = (): string =>
  [
    panel(view, [-0.95, 0.95], [0, 2.3], 13.99, '#4d5355'),
    panel(view, [-0.87, -0.02], [0, 2.22], 13.98, '#72888c'),
    panel(view, [0.02, 0.87], [0, 2.22], 13.98, '#2e3436'),
    panel(view, [-0.6, -0.3], [1.1, 1.9], 13.97, '#bfcccd'),
    panel(view, [-0.3, 0.3], [2.36, 2.55], 13.97, '#3f9a5f'),
  ].join('');

const dispenser = (): string =>
  block(view, [1.05, 1.4], [0, 0.98], [4.4, 4.75], {
    front: '#c9cccb',
    top: '#dddfde',
    side: '#a5a8a8',
  }) +
  block(view, [1.11, 1.34], [0.98, 1.36], [4.45, 4.68], {
    front: '#7fa3b8',
    top: '#94b4c6',
    side: '#6a8da2',
  }) +
  panel(view, [1.13, 1.32], [0.6, 0.8], 4.39, '#5f6668');

const noticeBoard = (): string =>
  sidePanel(view, -1.54, [1.15, 1.95], [4.6, 6.2], '#7b6a51') +
  sidePanel(view, -1.535, [1.5, 1.85], [4.75, 5.1], '#dad8cd') +
  sidePanel(view, -1.535, [1.3, 1.7], [5.25, 5.6], '#c9b98f') +
  sidePanel(view, -1.535, [1.4, 1.85], [5.7, 6.05], '#b5c2c5');

export const hall: Scene = {
  background:
    emptyRoom(
      room,
      {
        floor: ['#8b8f8f', '#5f6464'],
        joint: '#6d7272',
        wall: '#a7aba7',
        side: '#b3b5af',
        skirting: '#5a5f5f',
      },
      0.62,
    ) +
    [3, 6.6, 9.4].map((z) => door(1.55, z)).join('') +
    [7.2, 10].map((z) => door(-1.55, z)).join('') +
    sidePanel(view, 1.545, [0.86, 0.94], [0.9, 14], '#8f9a9a') +
    sidePanel(view, -1.545, [0.86, 0.94], [0.9, 14], '#8f9a9a') +
    noticeBoard() +
    fireDoor() +
    [12, 9, 6.4, 4.2].map((z) => glow(view, 0, z, 0.75, 0.34)).join('') +
    plant(view, -1.2, 6.4, 0.9) +
    dispenser(),
  props: [],
};
