/** Draws the benchmark's video in a process of its own, so that the memory it takes is not counted for the cameras. */
import { UserFacingError } from '../../../errors.ts';
import { renderCrossings } from './renderCrossings.ts';

try {
  await renderCrossings(process.argv[2] ?? '');
} catch (error) {
  if (!(error instanceof UserFacingError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
