/**
 * The inner loop of the gallery, in WebAssembly: JavaScript has no vector instructions, and a row is 128 multiplications.
 * For each row: out = norm − 2 · (row · query). The bytes are those of the WebAssembly specification, release 2.0,
 * section 5; the code is written out for one row width.
 */

/** Addresses in `memory`; rows of `width` signed bytes, the query as many 16-bit numbers, norms and out 32-bit. */
export type DistanceKernel = (rows: number, norms: number, query: number, out: number, count: number) => void;

/** `width`: a multiple of 8. */
export function compileKernel(width: number, memory: KernelMemory): DistanceKernel {
  const module = new WebAssembly.Module(Uint8Array.from(moduleBytes(width)));
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  return exports.run as DistanceKernel;
}

const pageBytes = 65_536;

export const kernelMemory = (bytes: number): KernelMemory =>
  new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });

export type KernelMemory = { readonly buffer: ArrayBuffer };

/** What is used of it; TypeScript has the types for browsers only. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Memory: new (size: { initial: number }) => KernelMemory;
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object, imports: object) => { exports: { run: unknown } };
  };
};

const [rows, norms, query, out, count, sum, firstOfQuery] = [0, 1, 2, 3, 4, 5, 6] as const;
/** Numbers that one vector holds as 16 bits. */
const lane = 8;

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const constant = (value: number): number[] => [0x41, ...signed(value)];
const add = (local: number, step: number): number[] => [
  ...get(local),
  ...constant(step),
  op.add,
  ...set(local),
];
const vector = (code: number): number[] => [0xfd, ...unsigned(code)];
const op = {
  load: 0x28,
  store: 0x36,
  equalsZero: 0x45,
  add: 0x6a,
  subtract: 0x6b,
  shiftLeft: 0x74,
  end: 0x0b,
};

/** The query stays in locals while all rows pass. */
const loadQuery = (width: number): number[] =>
  partsOf(width).flatMap((at) => [
    ...[...get(query), ...vector(0x00), 0, ...unsigned(2 * lane * at)], // v128.load
    ...set(firstOfQuery + at),
  ]);

const partsOf = (width: number): number[] => Array.from({ length: width / lane }, (_, at) => at);

function rowCode(width: number): number[] {
  const products = partsOf(width).flatMap((at) => [
    ...[...get(rows), ...vector(0x01), 0, ...unsigned(lane * at)], // v128.load8x8_s
    ...[...get(firstOfQuery + at), ...vector(0xba)], // i32x4.dot_i16x8_s
    ...(at === 0 ? [] : vector(0xae)), // i32x4.add
  ]);
  const lanes = [0, 1, 2, 3].flatMap((at) => [
    ...[...get(sum), ...vector(0x1b), at], // i32x4.extract_lane
    ...(at === 0 ? [] : [op.add]),
  ]);
  return [
    ...[...products, ...set(sum)],
    ...[...get(out), ...get(norms), op.load, 2, 0],
    ...[...lanes, ...constant(1), op.shiftLeft, op.subtract, op.store, 2, 0],
    ...[...add(rows, width), ...add(norms, 4), ...add(out, 4), ...add(count, -1)],
  ];
}

function moduleBytes(width: number): number[] {
  const [i32, v128, func, empty] = [0x7f, 0x7b, 0x60, 0x40];
  const untilNone = [...get(count), op.equalsZero, 0x0d, 1]; // br_if out of the block
  const loop = [0x02, empty, 0x03, empty, ...untilNone, ...rowCode(width), 0x0c, 0, op.end, op.end];
  const locals = [1, 1 + width / lane, v128];
  const body = [...locals, ...loadQuery(width), ...loop, op.end];
  return [
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, func, 5, i32, i32, i32, i32, i32, 0]),
    ...section(2, [1, ...text('host'), ...text('memory'), 0x02, 0, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('run'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ];
}

const section = (id: number, content: number[]): number[] => [id, ...unsigned(content.length), ...content];
const text = (name: string): number[] => [name.length, ...Buffer.from(name)];

/** LEB128: seven bits a byte, the lowest first. */
function unsigned(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}
