/** Renders the demo office in a process of its own: drawing takes hundreds of megabytes that the server should not keep. */
import { renderOffice } from './renderOffice.ts';

const [dir = '', ffmpegPath = 'ffmpeg'] = process.argv.slice(2);
await renderOffice({ dir, ffmpegPath, onProgress: (line) => console.log(line) });
