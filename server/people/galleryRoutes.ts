/** How well the enrolled people can be told apart. */
import { z } from 'zod';
import type { Route } from '../http/route.ts';
import type { Gallery } from '../identify/gallery.ts';
import { galleryReport } from '../identify/galleryReport.ts';
import { inSlices } from '../identify/inSlices.ts';
import type { IdentityRules } from '../identify/rules.ts';
import type { AlikePair, GalleryReport, PersonCoverage, SampleTally } from '../wire.ts';

const person = z.object({ personId: z.string(), name: z.string() });
const tally = z.object({
  judged: z.number(),
  right: z.number(),
  unknown: z.number(),
  wrong: z.number(),
}) satisfies z.ZodType<SampleTally>;
const pair = z.object({
  people: z.tuple([person, person]),
  distance: z.number(),
  verdict: z.enum(['tooAlike', 'mayBeConfused', 'apart']),
  advice: z.string(),
}) satisfies z.ZodType<AlikePair>;
const coverage = z.object({
  ...person.shape,
  samples: z.number(),
  quality: z.number().nullable(),
  faceWidthPx: z.number().nullable(),
  frontal: z.number(),
  left: z.number(),
  right: z.number(),
  turnUnknown: z.number(),
  redundant: z.number(),
  setAside: z.number(),
  leftOut: tally,
  takenFor: z.array(z.string()),
  nearest: person.extend({ distance: z.number() }).nullable(),
  advice: z.array(z.string()),
}) satisfies z.ZodType<PersonCoverage>;
const report = z.object({
  people: z.number(),
  samples: z.number(),
  pairs: z.array(pair),
  compared: z.object({ people: z.number(), of: z.number() }),
  leftOut: tally.extend({ withSuggested: tally }),
  limit: z.object({ used: z.number(), suggested: z.number(), sentence: z.string() }),
  coverage: z.array(coverage),
}) satisfies z.ZodType<GalleryReport>;

type Parts = { gallery: () => Gallery; rules: IdentityRules };

export function galleryRoutes(route: Route, { gallery, rules }: Parts): void {
  let underWay: Promise<GalleryReport> | null = null;
  route(
    {
      method: 'get',
      path: '/api/gallery',
      summary: 'Gallery report: who may be confused, how often each is recognised, which photos are missing',
      // It tells of everybody: not for those who may see some.
      allow: ['update', 'Person'],
      answer: report,
    },
    () => {
      // Thousands of people take seconds: whoever asks meanwhile gets the same answer.
      underWay ??= inSlices(galleryReport(gallery(), rules)).finally(() => (underWay = null));
      return underWay;
    },
  );
}
