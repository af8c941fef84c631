/** What concerns a simulated terminal itself: turned off, started again, its door, its screen, its administrators. */
import { answers, commands } from '../zk/commands.ts';
import { type Handle, nothing, ok } from './answers.ts';

const more = {
  clearAdmins: 20,
  unlock: 31,
  clearOperations: 33,
  showClock: 57,
  readState: 64,
  writeScreen: 66,
  clearScreen: 67,
  readDoor: 75,
  powerOff: 1005,
  refreshOptions: 1014,
} as const;

/** After these it is gone for a moment; somebody turns it on again. */
export const endsEverything: readonly number[] = [commands.restart, more.powerOff];

const done: Handle = () => ok();
/** Whoever stands at it can use it again. */
const startAgain: Handle = ({ terminal }) => ((terminal.locked = false), ok());

export const upkeep: Record<number, Handle> = {
  [commands.restart]: startAgain,
  [more.powerOff]: startAgain,
  [more.unlock]: done,
  // Terminals with a lock were seen to say "ok" and nothing else, whether their door is open or not.
  [more.readDoor]: done,
  [more.showClock]: done,
  [more.writeScreen]: done,
  [more.clearScreen]: done,
  [more.refreshOptions]: done,
  // Waiting.
  [more.readState]: () => ({ kind: 'one', command: answers.ok, data: nothing, state: 0 }),
  [more.clearOperations]: ({ terminal }) => ((terminal.operations = 0), ok()),
  [more.clearAdmins]: ({ terminal }) => {
    // The lowest bit says whether they are let in at all.
    for (const row of terminal.users.values()) row.writeUInt8(row.readUInt8(2) & 1, 2);
    return ok();
  },
};
