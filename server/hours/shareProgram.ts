/** A program of its own: it has its hands in the folder of the file of hours, so that one that hangs holds up nobody else. */
import fs from 'node:fs/promises';
import { serveShare } from './serveShare.ts';

serveShare(fs);
