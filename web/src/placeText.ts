/** "Gate 1 · Lobby", or only "Corridor" where a camera is named for the one area it watches. */
export function placeText(camera: string, area: string | null): string {
  return area && area !== camera ? `${camera} · ${area}` : camera;
}
