/** Every network the product runs: where its weights come from, under which licence, what goes in and what comes out. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type NetworkName = 'face' | 'person' | 'recognition' | 'antispoof' | 'liveness' | 'facemesh';

export type CatalogueEntry = {
  /** npm package and the files in it, with the sha256 they must have. */
  source: {
    package: '@vladmandic/human' | '@vladmandic/face-api';
    version: string;
    files: { path: string; sha256: string }[];
  };
  licence: 'MIT';
  /** uint8 RGB, NHWC. `null`: any multiple of 32. */
  input: { width: number | null; height: number | null };
  /** Names of the compiled graph's outputs, in the order `InferenceAnswer` gives them, and what each means. */
  outputs: { name: string; meaning: string }[];
};

/** Folder of compiled networks (`face.onnx` …), build output. */
export const networksDir = join(packageRoot(), 'dist', 'networks');
export const networkFile = (name: NetworkName): string => join(networksDir, `${name}.onnx`);

/** The folder that holds package.json, whether this runs from source or from dist. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
