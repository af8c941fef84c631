/** The entrance: glass doors to the street, a reception counter on the left, a gate on the right. */
import { views } from '../stage.ts';
import { block, emptyRoom, glow, panel, plant, sidePanel, slab, type Room } from './shapes.ts';
import type { Scene } from './scene.ts';

const view = views.lobby;
const room: Room = { view, halfWidth: 3.3, backZ: 8, ceiling: 2.9 };

const steel = { front: '#8b9196', top: '#b4babd', side: '#6e7478' };
const wood = { front: '#6f5a47', top: '#c9c2b6', side: '#57473a' };

function streetDoors(): string {
  const parts = [
    panel(view, [-0.55, 1.75], [0, 2.45], 7.99, '#3c4347'),
    panel(view, [-0.5, 1.7], [0.9, 2.4], 7.98, '#cfd8da'),
    panel(view, [-0.5, 1.7], [0, 0.95], 7.98, '#9aa29d'),
    panel(view, [-0.5, 0.3], [0.9, 1.9], 7.975, '#a9b5a6'),
    panel(view, [0.9, 1.7], [0.9, 1.55], 7.975, '#b7b9b4'),
  ];
  for (const x of [-0.5, 0.57, 1.66]) parts.push(panel(view, [x, x + 0.06], [0, 2.4], 7.97, '#454d51'));
  parts.push(panel(view, [-0.5, 1.7], [1.02, 1.1], 7.97, '#454d51'));
  return parts.join('') + slab(view, [-0.3, 1.5], 0.004, [6.7, 7.8], '#565855');
}

const wall = (): string =>
  [
    panel(view, [-2.5, -1.7], [0, 2.1], 7.99, '#4a4640'),
    panel(view, [-2.42, -1.78], [0, 2.03], 7.98, '#6b5c4c'),
    panel(view, [-1.35, -0.85], [1.15, 1.9], 7.98, '#64798a'),
    panel(view, [-1.3, -0.9], [1.5, 1.85], 7.97, '#b9c3c6'),
    panel(view, [2.1, 2.9], [1.2, 1.85], 7.98, '#55635c'),
    sidePanel(view, 3.29, [0.5, 2.4], [3.4, 4.9], '#b6c1c5'),
    sidePanel(view, 3.29, [0.5, 2.4], [5.3, 6.8], '#bfcacd'),
    sidePanel(view, -3.29, [0.9, 2.0], [4.5, 6.2], '#8a8172'),
  ].join('');

const counter = (): string =>
  block(view, [-2.3, -0.32], [0, 1.04], [2.15, 2.5], wood) +
  slab(view, [-2.34, -0.28], 1.07, [2.1, 2.52], '#d3cdc2') +
  panel(view, [-2.34, -0.28], [1.03, 1.07], 2.1, '#a49b8d') +
  panel(view, [-0.95, -0.5], [0.72, 0.9], 2.14, '#8f7a63');

const gatePost = (x: number): string =>
  block(view, [x, x + 0.12], [0, 0.98], [2.45, 3.25], steel) +
  panel(view, [x + 0.03, x + 0.09], [0.86, 0.92], 2.44, '#5fae74');

export const lobby: Scene = {
  background:
    emptyRoom(room, {
      floor: ['#9a9a95', '#75756f'],
      joint: '#83837d',
      wall: '#b5b2a8',
      side: '#a3a198',
      skirting: '#6f6d66',
    }) +
    wall() +
    streetDoors() +
    glow(view, 0.6, 6.4, 1.5, 0.4) +
    glow(view, -1, 4.5, 1.2, 0.18) +
    plant(view, 2.3, 6.9, 1.5) +
    plant(view, -0.95, 7.3, 1.1),
  props: [
    { z: 2.15, svg: counter() },
    { z: 2.5, svg: gatePost(0.08) + gatePost(1.08) },
  ],
};
