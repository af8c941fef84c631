/** Detect, align and embed every face: ours on ONNX Runtime, Human and face-api on TF.js wasm; same pictures, same process, one after the other. */
import Table from 'cli-table3';
import { networksDir } from '../../../models/catalogue.ts';
import type { RgbPicture } from '../../../pipeline/pictures.ts';
import { findFacesInFrame } from '../../../pipeline/readPhoto.ts';
import { startInference } from '../../../pipeline/startInference.ts';
import type { BenchOptions } from './bench.ts';
import { benchPictures } from './benchPictures.ts';
import { openFaceApi, openHuman } from './peers.ts';

export type EngineBench = {
  frames: number;
  facesFound: number;
  humanFacesFound: number;
  faceApiFacesFound: number;
  framesPerSecond: number;
  ratioToHuman: number;
  ratioToFaceApi: number;
};

/** One way to find and describe the faces of a picture. */
export type Contender = { name: string; faces(picture: RgbPicture): Promise<number>; close(): Promise<void> };

export async function benchEngine(options: BenchOptions): Promise<EngineBench> {
  const pictures = await benchPictures(options.images);
  const contenders = [await openOurs(false), await openHuman(), await openFaceApi(), await openOurs(true)];
  const results = new Map(contenders.map(({ name }) => [name, { faces: 0, roundMs: [] as number[] }]));
  for (const contender of contenders) await lookAtAll(contender, pictures.slice(0, 1));
  // In turn within each round, so that a slow moment of the machine hits all three.
  for (let round = 0; round < options.rounds; round++) {
    for (const contender of contenders) {
      const startedMs = performance.now();
      const faces = await lookAtAll(contender, pictures);
      const result = results.get(contender.name);
      result?.roundMs.push(performance.now() - startedMs);
      if (result) result.faces = faces;
    }
  }
  for (const contender of contenders) await contender.close();
  const rows = [...results].map(([name, { faces, roundMs }]) => ({
    name,
    faces,
    framesPerSecond: (pictures.length * 1000) / median(roundMs),
  }));
  print(rows, pictures.length);
  return asResult(rows, pictures.length);
}

type Row = { name: string; faces: number; framesPerSecond: number };

function asResult([ours, human, faceApi]: Row[], frames: number): EngineBench {
  const speed = ours?.framesPerSecond ?? 0;
  return {
    frames,
    facesFound: ours?.faces ?? 0,
    humanFacesFound: human?.faces ?? 0,
    faceApiFacesFound: faceApi?.faces ?? 0,
    framesPerSecond: speed,
    ratioToHuman: speed / (human?.framesPerSecond ?? Infinity),
    ratioToFaceApi: speed / (faceApi?.framesPerSecond ?? Infinity),
  };
}

function print(rows: Row[], frames: number): void {
  const head = ['engine', 'frames/s', 'faces found', 'ours is faster by'];
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  const ours = rows[0]?.framesPerSecond ?? 0;
  for (const { name, faces, framesPerSecond } of rows)
    table.push([name, framesPerSecond.toFixed(2), faces, `${(ours / framesPerSecond).toFixed(1)}×`]);
  console.log(
    `${frames} pictures; detect, align and embed every face; one inference thread; median of the rounds\n${table.toString()}`,
  );
}

async function lookAtAll(contender: Contender, pictures: RgbPicture[]): Promise<number> {
  let faces = 0;
  for (const picture of pictures) faces += await contender.faces(picture);
  return faces;
}

/**
 * The peers run the recogniser once a face, so the compared figure does too; `twice` is what a live track's faces get.
 * One inference thread, so the comparison is core against core; the product runs one per core.
 */
async function openOurs(twice: boolean): Promise<Contender> {
  const inference = await startInference({ threads: 1, networksDir, networks: ['face', 'recognition'] });
  return {
    name: twice ? 'Whereabouts, two views of each face' : 'Whereabouts (ONNX Runtime)',
    faces: async (picture) => (await findFacesInFrame(picture, inference.infer, twice)).length,
    close: () => inference.stop(),
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? NaN) + (sorted[sorted.length >> 1] ?? NaN)) / 2;
}
