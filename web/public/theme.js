// Runs before the first paint; src/theme.ts does the same when the choice changes.
try {
  const chosen = globalThis.localStorage.getItem('whereabouts.theme');
  if (chosen === 'light' || chosen === 'dark') globalThis.document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is blocked: the system's theme applies.
}
