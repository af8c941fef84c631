import { access, constants, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { problem } from '../errors.ts';

/** Asked before long work, so that its result is not lost at the end. Nothing to do without a file. */
export async function checkWritable(file: string | undefined, option = '--json'): Promise<void> {
  if (file !== undefined)
    await access(dirname(file), constants.W_OK).catch((error: unknown) => refuse(file, error, option));
}

export async function writeJson(file: string | undefined, value: object): Promise<void> {
  if (file === undefined) return;
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`).catch((error: unknown) => refuse(file, error));
}

function refuse(file: string, cause: unknown, option = '--json'): never {
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const remedy = `Choose another place with ${option}.`;
  throw problem('CONFIG_UNUSABLE', { problem: `${file} cannot be written (${why})`, remedy }, { cause });
}
