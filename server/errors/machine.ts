/** The machine: its settings, ports, disk, database, networks and ffmpeg. */
import type { ErrorTable } from './errorTable.ts';

export const machineErrors = {
  CONFIG_UNUSABLE: { status: 500, text: 'Cannot start: {problem}. {remedy}' },
  PORT_BUSY: {
    status: 500,
    text: 'Cannot listen on port {port}: another program uses it. Stop that program or choose another with --port.',
  },
  DATA_UNWRITABLE: {
    status: 500,
    text: 'Cannot write to {path}: {problem}. Free space or choose another folder with --data.',
  },
  DATA_IN_USE: {
    status: 500,
    text: 'Cannot use {path}: a server or a restore is working with it. Stop the server, or wait for the restore, then try again.',
  },
  STORE_FULL: {
    status: 507,
    text: 'Cannot save: the disk that holds the data folder is full. Free some space; everything else goes on.',
  },
  STORE_BUSY: {
    status: 503,
    text: 'Cannot save: another program is using the database. Try again in a moment.',
  },
  STORE_FAILING: {
    status: 500,
    text: 'Cannot save where people are: the database reports an error. It is tried again by itself; the log has the details.',
  },
  NETWORKS_MISSING: {
    status: 500,
    text: 'Cannot load the networks: {file} is missing or damaged. Run "npm run models" to compile them again.',
  },
  NETWORK_UNUSABLE: {
    status: 500,
    text: 'Cannot use {file}: {problem}. {remedy}',
  },
  FFMPEG_MISSING: {
    status: 500,
    text: 'Cannot decode video: ffmpeg is not installed. Install it with "{command}".',
  },
  VIDEO_UNREADABLE: {
    status: 422,
    text: 'Cannot read {file}: {problem}. Check that the file exists and plays elsewhere.',
  },
} as const satisfies ErrorTable;
