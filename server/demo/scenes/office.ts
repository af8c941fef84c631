/** The office: two desks that face the camera, windows, shelves. */
import { views } from '../stage.ts';
import { block, emptyRoom, glow, panel, plant, sidePanel, slab, type Room } from './shapes.ts';
import type { Scene } from './scene.ts';

const view = views.office;
const room: Room = { view, halfWidth: 3.7, backZ: 7, ceiling: 2.8 };

const window = (x: number): string => {
  const parts = [panel(view, [x, x + 1.15], [0.85, 1.95], 6.99, '#d7dedd')];
  parts.push(panel(view, [x, x + 1.15], [0.85, 1.2], 6.985, '#a8b3a9'));
  for (let up = 0.9; up < 1.95; up += 0.11)
    parts.push(panel(view, [x, x + 1.15], [up, up + 0.035], 6.98, '#b9bfbd'));
  return parts.join('') + panel(view, [x - 0.05, x + 1.2], [0.79, 0.85], 6.97, '#85857e');
};

function shelf(x: number): string {
  const parts = [
    block(view, [x, x + 1], [0, 1.7], [6.55, 6.95], { front: '#6d6456', top: '#8a8071', side: '#574f44' }),
  ];
  const spines = ['#7d4b46', '#4a5f70', '#6f7a5a', '#a08a5c', '#54566b', '#8b8d8a'];
  for (let row = 0; row < 4; row++) {
    parts.push(panel(view, [x + 0.05, x + 0.95], [0.1 + row * 0.4, 0.44 + row * 0.4], 6.54, '#3c362e'));
    for (let i = 0; i < 9; i++) {
      const left = x + 0.08 + i * 0.095;
      const high = 0.36 + ((i * 5 + row * 3) % 4) * 0.02;
      parts.push(
        panel(
          view,
          [left, left + 0.08],
          [0.1 + row * 0.4, high + row * 0.4],
          6.53,
          spines[(i + row) % 6] ?? '',
        ),
      );
    }
  }
  return parts.join('');
}

const door = (): string =>
  panel(view, [-0.4, 0.6], [0, 2.1], 6.99, '#51514c') +
  panel(view, [-0.33, 0.53], [0, 2.03], 6.98, '#2d3032') +
  slab(view, [-0.33, 0.53], 0.003, [6.5, 6.98], '#6b6a62');

/** Seen from its far side by the person at it, so its modesty panel faces the camera. */
function desk(x1: number, x2: number, laptopX: number): string {
  return (
    slab(view, [x1, x2], 0.003, [1.95, 2.9], '#3b3a37', 'opacity="0.35"') +
    block(view, [x1, x2], [0, 0.7], [2.25, 2.72], { front: '#9c9388', top: '#b9b0a3', side: '#7d756b' }) +
    slab(view, [x1 - 0.03, x2 + 0.03], 0.74, [2.2, 2.75], '#c4bbae') +
    panel(view, [x1 - 0.03, x2 + 0.03], [0.7, 0.74], 2.2, '#8d8478') +
    panel(view, [laptopX, laptopX + 0.36], [0.745, 0.95], 2.45, '#4a4e52') +
    panel(view, [laptopX + 0.15, laptopX + 0.2], [0.82, 0.87], 2.445, '#7c8286') +
    slab(view, [laptopX - 0.45, laptopX - 0.2], 0.745, [2.3, 2.6], '#e2e0d8')
  );
}

export const office: Scene = {
  background:
    emptyRoom(
      room,
      {
        floor: ['#7a7f84', '#595e63'],
        joint: '#656a6f',
        wall: '#b9b8b0',
        side: '#a9a89f',
        skirting: '#77756d',
      },
      0.6,
    ) +
    window(-3.3) +
    window(-1.9) +
    door() +
    shelf(1) +
    panel(view, [2.35, 3.4], [0.95, 1.75], 6.98, '#e3e4e0') +
    panel(view, [2.45, 3.0], [1.3, 1.6], 6.97, '#9fb0b5') +
    sidePanel(view, 3.69, [0.9, 1.9], [3.8, 5.4], '#c9d0cf') +
    block(view, [-3.5, -2.5], [0, 0.75], [4.6, 5.4], { front: '#8d857a', top: '#a79f92', side: '#736b61' }) +
    block(view, [-3.2, -2.7], [0.75, 1.15], [5, 5.06], {
      front: '#33373a',
      top: '#4b5053',
      side: '#26292b',
    }) +
    block(view, [2.5, 3.5], [0, 0.75], [4.6, 5.4], { front: '#8d857a', top: '#a79f92', side: '#736b61' }) +
    block(view, [2.75, 3.25], [0.75, 1.15], [5, 5.06], {
      front: '#33373a',
      top: '#4b5053',
      side: '#26292b',
    }) +
    glow(view, -1.6, 5.6, 1.4, 0.3) +
    glow(view, 0.5, 4.4, 1.2, 0.14) +
    plant(view, -0.75, 6.6, 1.2),
  props: [{ z: 2.2, svg: desk(-1.75, -0.3, -1.42) + desk(0.3, 1.75, 1.12) }],
};
