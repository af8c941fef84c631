/** What a disk or a share says, as a sentence with its code; what is unknown comes back as it was, a bug. */
import { dirname } from 'node:path';
import { problem } from '../errors.ts';
import { codeOf } from './hoursFiles.ts';

export function fileProblem(error: unknown, file: string): unknown {
  const folder = dirname(file);
  const code = codeOf(error);
  const more = { cause: error };
  switch (code) {
    case 'ENOENT':
      return problem('HOURS_FOLDER_MISSING', { folder }, more);
    case 'ENOSPC':
    case 'EDQUOT':
      return problem('HOURS_DISK_FULL', { folder }, more);
    case 'EBUSY':
    case 'ETXTBSY':
    case 'EAGAIN':
      return problem('HOURS_FILE_HELD', { file }, more);
    case 'ELOOP':
    case 'EISDIR':
      return problem('HOURS_FILE_UNFIT', { file, problem: 'it is not a file' }, more);
    default: {
      const said = folderTrouble[code];
      return said === undefined ? error : problem('HOURS_FOLDER_UNUSABLE', { folder, problem: said }, more);
    }
  }
}

export const silent = 'the drive or share does not answer';
export const folderTrouble: Record<string, string> = {
  ...{ ENOTDIR: 'it is not a folder', EROFS: 'it is read-only' },
  ...{ EACCES: 'this server may not write there', EPERM: 'this server may not write there' },
  ...{ EIO: silent, ESTALE: silent, ENODEV: silent, ENXIO: silent, ENOTCONN: silent, ETIMEDOUT: silent },
  ...{ EHOSTDOWN: silent, EHOSTUNREACH: silent, ENAMETOOLONG: 'its name is too long' },
};
