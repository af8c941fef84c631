/** The file of hours. */
import type { ErrorTable } from './errorTable.ts';

export const hoursErrors = {
  HOURS_NOT_SET_UP: {
    status: 409,
    text: 'Cannot write the file of hours: no folder is chosen. Choose one under Settings.',
  },
  HOURS_FOLDER_MISSING: {
    status: 409,
    text: 'Cannot write the file of hours: there is no folder {folder}. Connect the drive or share again, or choose another folder; the rows wait.',
  },
  HOURS_FOLDER_UNUSABLE: {
    status: 409,
    text: 'Cannot write the file of hours to {folder}: {problem}. Mend that, or choose another folder; the rows wait.',
  },
  HOURS_DISK_FULL: {
    status: 507,
    text: 'Cannot write the file of hours to {folder}: the disk is full. Free some space; the rows wait.',
  },
  HOURS_FILE_HELD: {
    status: 409,
    text: 'Cannot write {file}: another program keeps it locked. Close it there; the rows wait, and it is tried again.',
  },
  HOURS_FILE_UNFIT: {
    status: 409,
    text: 'Cannot write {file}: {problem}. Give it another name, or choose another file name; the rows wait.',
  },
  HOURS_FILE_SHARED: {
    status: 409,
    text: 'Cannot write {file} now: another server is writing to it. Give each server a folder of its own; the rows wait.',
  },
  HOURS_FILE_CHANGED: {
    status: 409,
    text: 'Cannot go on in {file}: it is not as this server left it. Decide whether to go on in it or to begin a new file; the rows wait.',
  },
  HOURS_LAYOUT_DIFFERS: {
    status: 409,
    text: 'Cannot go on in {file}: its rows have the layout of before. Decide whether to go on in it or to begin a new file; the rows wait.',
  },
  HOURS_UNDECIDED: {
    status: 409,
    text: 'Cannot tell whether {count} rows, of {from} to {to}, reached {file}: this server ended amid writing, and the file was taken or changed before it was back. Look whether its reader has them, then decide.',
  },
  HOURS_RESTORED: {
    status: 409,
    text: 'Cannot go on with the file of hours by itself: a backup was restored, and what was written after it was made would be written again. Choose from which day on to write, then turn it on.',
  },
  HOURS_CHOICE_OVER: {
    status: 409,
    text: 'Cannot decide this: what it was about is over. Look at the page again.',
  },
  HOURS_SILENT: {
    status: 504,
    text: 'Cannot finish writing {file}: the drive or share does not answer. Check it and the network; the rows wait, and it goes on by itself once that answers.',
  },
  HOURS_TRIES_HANG: {
    status: 504,
    text: 'Cannot try {folder} now: {count} earlier tries are not over, as when a drive or share does not answer. Bring that one back or detach it, then try again.',
  },
  HOURS_HELD: {
    status: 504,
    text: 'Cannot begin with {file}: an earlier writing of this server still hangs in a drive or share that does not answer, and may come through yet. Bring that one back, detach it, or restart the machine; the rows wait, and it goes on by itself then.',
  },
  HOURS_PROGRAM_ENDED: {
    status: 500,
    text: 'Cannot write the file of hours: the program that writes it ended ({problem}). The log has all of it; the rows wait, and it is tried again.',
  },
  HOURS_FAILED: {
    status: 500,
    text: 'Cannot write the file of hours: an unexpected error happened. The log has the details; the rows wait, and it is tried again.',
  },
} as const satisfies ErrorTable;
