/** Keys of the live page. Pure but for looking at where a key was pressed. */
export type Shortcut =
  | { kind: 'camera'; index: number }
  | { kind: 'step'; by: 1 | -1 }
  | { kind: 'grid' }
  /** Back to the grid this camera was chosen from. */
  | { kind: 'back' }
  | { kind: 'fullscreen' }
  | { kind: 'snapshot' }
  | { kind: 'help' };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

export function shortcutOf({ key, ctrlKey, metaKey, altKey }: Key): Shortcut | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (/^[1-9]$/.test(key)) return { kind: 'camera', index: Number(key) - 1 };
  switch (key) {
    case 'ArrowRight':
      return { kind: 'step', by: 1 };
    case 'ArrowLeft':
      return { kind: 'step', by: -1 };
    case '0':
    case 'g':
    case 'G':
      return { kind: 'grid' };
    case 'Escape':
      return { kind: 'back' };
    case 'f':
    case 'F':
      return { kind: 'fullscreen' };
    case 's':
    case 'S':
      return { kind: 'snapshot' };
    case '?':
      return { kind: 'help' };
    default:
      return null;
  }
}

/** In a field, a dialog or an open list keys mean something else. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return true;
  const uses =
    'input, textarea, select, dialog[open], [popover]:popover-open, [role="menu"], [role="listbox"]';
  return event
    .composedPath()
    .some((node) => node instanceof HTMLElement && (node.matches(uses) || node.isContentEditable));
}
