/** Small choices this browser remembers. Storage can be blocked or full: then nothing is remembered and all else works. */

type Remembered = 'theme' | 'camera' | 'order' | 'locale' | 'layout' | 'blur' | 'filters' | 'alerts';

export function remember(what: Remembered, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key(what));
    else localStorage.setItem(key(what), value);
  } catch {
    // Not remembered.
  }
}

export function remembered(what: Remembered): string | null {
  try {
    return localStorage.getItem(key(what));
  } catch {
    return null;
  }
}

function key(what: Remembered): string {
  return `whereabouts.${what}`;
}
