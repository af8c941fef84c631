import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { networksDir } from '../../models/catalogue.ts';

/**
 * The networks without their 8-bit forms, which are chosen by a measurement of time: what a suite says must not depend on how
 * busy the machine is.
 */
export async function floatNetworks(folder: string): Promise<string> {
  const dir = join(folder, 'networks');
  await mkdir(dir);
  const files = (await readdir(networksDir)).filter(
    (name) => name.endsWith('.onnx') && !name.includes('.int8'),
  );
  for (const name of files) await symlink(join(networksDir, name), join(dir, name));
  return dir;
}
