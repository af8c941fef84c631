/** "Hall – Entrance 2" → "hall-entrance-2": an id that is also a good file name. */
export function cameraIdFrom(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
