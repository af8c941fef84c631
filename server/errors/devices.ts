/** Terminals: what they answer, and what can be asked of them. */
import type { ErrorTable } from './errorTable.ts';

export const deviceErrors = {
  DEVICE_UNREACHABLE: {
    status: 502,
    text: 'Cannot reach the terminal at {address}: {problem}. Check its address and its cable, and that port {port} is open to this server.',
  },
  DEVICE_BUSY: {
    status: 502,
    text: 'Cannot talk to the terminal at {address}: it takes the connection and does not answer, as it does while another program is connected. Close that program, or restart the terminal.',
  },
  DEVICE_KEY_WRONG: {
    status: 502,
    text: 'Cannot sign in at the terminal at {address}: it refuses the comm key. Type the key that its menu shows for the connection to a PC.',
  },
  DEVICE_SILENT: {
    status: 504,
    text: 'Cannot finish with the terminal at {address}: it stopped answering. Nothing was kept; try again, and restart the terminal if it stays so.',
  },
  DEVICE_LOST: {
    status: 502,
    text: 'Cannot finish with the terminal at {address}: the connection broke. Nothing was kept; check the network, then try again.',
  },
  DEVICE_GARBLED: {
    status: 502,
    text: 'Cannot understand the terminal at {address}: {problem}. Check that a ZKTeco terminal has this address, and nothing else.',
  },
  DEVICE_INCOMPLETE: {
    status: 502,
    text: 'Cannot use what the terminal at {address} sent: {problem}. Nothing was kept; try again.',
  },
  DEVICE_LAYOUT_UNKNOWN: {
    status: 502,
    text: 'Cannot read the terminal at {address}: {problem}, which is no layout known here. Nothing was guessed; tell us its model and firmware.',
  },
  DEVICE_ACCESS_MODE: {
    status: 409,
    text: 'Cannot read the log of the terminal at {address}: it works in access control mode. Set it to "T&A PUSH" in its menu.',
  },
  DEVICE_REFUSED: {
    status: 502,
    text: 'Cannot do this at the terminal at {address}: it refuses {what} (answer {answer}). Check that nobody is using its menu, then try again.',
  },
  DEVICE_UNABLE: {
    status: 409,
    text: 'Cannot do this at the terminal at {address}: its firmware does not know {what}. Do it in its own menu.',
  },
  DEVICE_QUEUE_FULL: {
    status: 503,
    text: 'Cannot do this at the terminal at {address} now: {count} other things wait for it. Try again in a moment.',
  },
  DEVICE_VALUE_UNFIT: {
    status: 422,
    text: 'Cannot store this on the terminal at {address}: {problem}. Change it, then try again.',
  },
  DEVICE_NOT_THERE: {
    status: 404,
    text: 'Cannot find {what} on the terminal at {address}. It may have been deleted there; read its users again.',
  },
  TERMINAL_KNOWN: {
    status: 409,
    text: 'Cannot use this terminal: "{name}" is the same one, with the serial number {serial}. Change that one, or remove it first.',
  },
  TERMINAL_OFFLINE: {
    status: 409,
    text: 'Cannot do this at the terminal {name} now: it is not connected. {problem}',
  },
  TERMINAL_CALLS: {
    status: 409,
    text: 'Cannot do this at the terminal {name} at once: it calls this server by itself, and is not called. Wait for its next call, or add it by its address.',
  },
  TERMINAL_NOT_CONFIRMED: {
    status: 422,
    text: 'Cannot clear the terminal {name}: what was typed is neither its name nor its serial number. Type one of them.',
  },
  TERMINAL_IN_USE: {
    status: 409,
    text: 'Cannot clear the terminal {name}: people use it, and it records more than was read. Nothing was cleared; try again in a quiet moment.',
  },
  TERMINAL_SCAN_BUSY: {
    status: 409,
    text: 'Cannot look for terminals: you are looking for some already. Wait until it ends, or cancel it.',
  },
  TERMINALS_FULL: {
    status: 409,
    text: 'Cannot add a terminal: {count} are here, as many as one server speaks with. Remove one that is not used.',
  },
} as const satisfies ErrorTable;
