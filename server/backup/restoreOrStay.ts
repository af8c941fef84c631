import type { BackupNeeds } from './makeBackup.ts';
import { restoreStaged } from './restoreStaged.ts';

/**
 * A restore that fails, on a full disk for instance, leaves everything as it was: the server says so and starts again with that. Once
 * the restore is decided nothing comes back here; the next start goes on with it.
 */
export async function restoreOrStay(
  needs: BackupNeeds,
  { staged, by }: { staged: Parameters<typeof restoreStaged>[1]; by: Parameters<typeof restoreStaged>[2] },
  say: (sentence: string) => void,
): Promise<void> {
  try {
    await restoreStaged(needs, staged, by);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`Cannot restore ${staged.name}: ${why} The server starts again with what there is.`);
  }
}
