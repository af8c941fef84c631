/** Who walks where in the demo office: a play in four rooms that starts again when it ends. */

export type DemoCameraId = 'lobby' | 'hall' | 'office' | 'canteen';
export type DemoPersonId = 'ayu' | 'budi' | 'clara' | 'dimas' | 'emma' | 'farid' | 'courier' | 'guest';

export type DemoCamera = { id: DemoCameraId; name: string; area: string };
/** Who is not enrolled is a visitor, and must stay unknown. */
export type DemoPerson = { id: DemoPersonId; name: string; enrolled: boolean };

/**
 * Where somebody is at a moment, in metres on the floor: `x` right of the picture's middle, `z` away from the camera.
 * `dropM`: how far the body is lowered behind a desk, which is how people sit here.
 */
export type Waypoint = { atMs: number; x: number; z: number; dropM: number };
export type Walk = {
  person: DemoPersonId;
  cameraId: DemoCameraId;
  fromMs: number;
  toMs: number;
  path: Waypoint[];
};

export const demoCameras: DemoCamera[] = [
  { id: 'lobby', name: 'Gate 1', area: 'Lobby' },
  { id: 'hall', name: 'Corridor', area: 'Corridor' },
  { id: 'office', name: 'Office', area: 'Office' },
  { id: 'canteen', name: 'Canteen', area: 'Canteen' },
];

export const demoPeople: DemoPerson[] = [
  { id: 'ayu', name: 'Ayu Lestari', enrolled: true },
  { id: 'budi', name: 'Budi Santoso', enrolled: true },
  { id: 'clara', name: 'Clara Weiss', enrolled: true },
  { id: 'dimas', name: 'Dimas Pratama', enrolled: true },
  { id: 'emma', name: 'Emma Novak', enrolled: true },
  { id: 'farid', name: 'Farid Rahman', enrolled: true },
  { id: 'courier', name: 'Courier', enrolled: false },
  { id: 'guest', name: 'Guest', enrolled: false },
];

/** A waypoint at a second of the play. */
const at = (second: number, x: number, z: number, dropM = 0): Waypoint => ({
  atMs: second * 1000,
  x,
  z,
  dropM,
});

/** The height of a chair behind a desk: how much lower a seated head is. */
const seatM = 0.42;

function walk(person: DemoPersonId, cameraId: DemoCameraId, path: Waypoint[]): Walk {
  return { person, cameraId, fromMs: path[0]?.atMs ?? 0, toMs: path.at(-1)?.atMs ?? 0, path };
}

/** In from the street, a stop at the gate, and past the camera. */
const throughGate = (person: DemoPersonId, second: number, stopS = 5): Walk =>
  walk(person, 'lobby', [
    at(second, 0.6, 7.8),
    at(second + 5, 0.62, 2.75),
    at(second + 5 + stopS, 0.62, 2.75),
    at(second + 7 + stopS, 1.75, 1.5),
  ]);

/** Down the corridor, a stop at the water dispenser, and past the camera. */
const downCorridor = (person: DemoPersonId, second: number, x: number, stopS = 3): Walk =>
  walk(person, 'hall', [
    at(second, x * 0.6, 13.8),
    at(second + 7, x, 3.7),
    at(second + 7 + stopS, x, 3.7),
    at(second + 9 + stopS, Math.sign(x) * 1.3, 1.9),
  ]);

/** From the door at the back to a place, some time there (seated or not), and back to the door. */
const stay = (
  person: DemoPersonId,
  cameraId: 'office' | 'canteen',
  [fromS, toS]: [number, number],
  [x, z]: [number, number],
  dropM: number,
): Walk => {
  const doorX = cameraId === 'office' ? 0.1 : -0.4;
  return walk(person, cameraId, [
    at(fromS, doorX, 6.8),
    at(fromS + 4, x, z),
    at(fromS + 4.6, x, z, dropM),
    at(toS - 4.6, x, z, dropM),
    at(toS - 4, x, z),
    at(toS, doorX, 6.8),
  ]);
};

const leftDesk: [number, number] = [-0.85, 2.95];
const rightDesk: [number, number] = [0.85, 2.95];
const leftSeat: [number, number] = [-0.72, 3.0];
const rightSeat: [number, number] = [0.72, 3.0];

const walks: Walk[] = [
  walk('ayu', 'lobby', [
    at(0, -0.85, 2.8, 0.2),
    at(38, -0.85, 2.8, 0.2),
    at(38.6, -0.85, 2.8),
    at(43, -2.1, 7.8),
  ]),
  walk('ayu', 'lobby', [
    at(82, -2.1, 7.8),
    at(86, -0.85, 2.8),
    at(86.6, -0.85, 2.8, 0.2),
    at(100, -0.85, 2.8, 0.2),
  ]),
  throughGate('budi', 2, 3),
  downCorridor('budi', 15, 0.5, 2),
  stay('budi', 'office', [29, 60], rightDesk, seatM),
  stay('budi', 'canteen', [63, 93], rightSeat, seatM),
  walk('clara', 'office', [
    at(0, ...leftDesk, seatM),
    at(29.4, ...leftDesk, seatM),
    at(30, ...leftDesk),
    at(34, 0.1, 6.8),
  ]),
  stay('clara', 'canteen', [37, 69], leftSeat, seatM),
  downCorridor('clara', 72, -0.5, 2),
  walk('clara', 'office', [
    at(86, 0.1, 6.8),
    at(90, ...leftDesk),
    at(90.6, ...leftDesk, seatM),
    at(100, ...leftDesk, seatM),
  ]),
  stay('dimas', 'canteen', [4, 30], leftSeat, seatM),
  stay('dimas', 'office', [33, 57], [-0.1, 3.3], 0),
  throughGate('dimas', 91, 2),
  downCorridor('emma', 5, -0.45, 3),
  stay('emma', 'canteen', [20, 54], rightSeat, seatM),
  walk('emma', 'lobby', [at(57, 0.5, 7.8), at(61, 0.45, 2.8), at(66, 0.45, 2.8), at(71, 0.6, 7.8)]),
  stay('farid', 'office', [8, 27], rightDesk, seatM),
  downCorridor('farid', 30, 0.5, 2),
  throughGate('farid', 44, 4),
  downCorridor('farid', 58, 0.45, 3),
  stay('farid', 'office', [73, 99], rightDesk, seatM),
  throughGate('courier', 20, 6),
  downCorridor('courier', 36, -0.45, 3),
  stay('guest', 'canteen', [59, 85], [0, 3.3], 0),
];

export const demoScript = { durationMs: 100_000, cameras: demoCameras, people: demoPeople, walks };

export type ExpectedPresence = { person: DemoPersonId; cameraId: DemoCameraId | null };

/** The truth at a moment of the play, for everybody. Times past the end wrap round. */
export function expectedPresence(atMs: number): ExpectedPresence[] {
  const moment = atMs % demoScript.durationMs;
  return demoPeople.map(({ id }) => {
    const now = walks.find((w) => w.person === id && w.fromMs <= moment && moment < w.toMs);
    return { person: id, cameraId: now?.cameraId ?? null };
  });
}
