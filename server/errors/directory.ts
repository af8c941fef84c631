/** Areas, teams, and who leads whom. */
import type { ErrorTable } from './errorTable.ts';

export const directoryErrors = {
  AREA_IN_USE: {
    status: 409,
    text: 'Cannot delete the area {name}: {cameras} cameras look at it. Move them to another area first.',
  },
  NESTED_IN_ITSELF: {
    status: 409,
    text: 'Cannot move {name} there: it would lie inside itself. Choose another place.',
  },
  HIERARCHY_CIRCLE: {
    status: 409,
    text: 'Cannot change who leads whom: {people} would lead each other in a circle. Choose somebody else.',
  },
} as const satisfies ErrorTable;
