/** Lists of people, out and in: exported for a spreadsheet, imported after a look at what would change. */
import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { z } from 'zod';
import { problem } from '../../errors.ts';
import type { Route } from '../../http/route.ts';
import type { Jobs } from '../../jobs/createJobs.ts';
import { job } from '../../jobs/routes.ts';
import type { ImportAction, ImportField, ImportPreview, ImportRow } from '../../wire.ts';
import { byOf, path, type PeopleParts } from '../personRoute.ts';
import { profileShapes } from '../profile.ts';
import { type createImportStore, type Import, refuseUnseen } from './importStore.ts';
import { listMaxBytes, readList } from './readList.ts';
import { writeList } from './writeList.ts';

export type ListParts = PeopleParts & {
  jobs: Pick<Jobs, 'start'>;
  lists: ReturnType<typeof createImportStore>;
  audit: (
    by: ReturnType<typeof byOf>,
    audited: { action: string; subject: string; detail: { people: number } },
  ) => Promise<void>;
};

const fileField = 'file';
const receiveFile: RequestHandler = multer({
  storage: multer.memoryStorage(),
  limits: { files: 1, fileSize: listMaxBytes, parts: 10, fields: 5, fieldSize: 1_000 },
}).single(fileField);

const field = z.enum([
  ...(['code', 'name', 'job', 'team', 'supervisor', 'areas', 'badge', 'phone', 'email'] as const),
  ...(['badgeOnly', 'deactivated'] as const),
]) satisfies z.ZodType<ImportField>;
const action = z.enum([
  ...(['create', 'update', 'deactivate', 'unchanged', 'problem'] as const),
]) satisfies z.ZodType<ImportAction>;
const row = z.object({
  ...{ line: z.number().nullable(), action, name: z.string(), code: z.string().nullable() },
  personId: z.string().nullable(),
  changes: z.array(z.object({ field, from: z.string().nullable(), to: z.string().nullable() })),
  problems: z.array(z.object({ field: field.nullable(), problem: z.string() })),
}) satisfies z.ZodType<ImportRow>;
const preview = z.object({
  hash: z.string(),
  delimiter: z.enum([',', ';', '\t']),
  encoding: z.enum(['UTF-8', 'UTF-16', 'Windows-1252']),
  columns: z.array(z.object({ header: z.string(), field: field.nullable() })),
  newTeams: z.array(z.string()),
  counts: z.record(action, z.number()),
  rows: z.array(row),
}) satisfies z.ZodType<ImportPreview>;

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');
const options = z.object({ deactivateMissing: flag, skipProblems: flag });

export function listRoutes(route: Route, parts: ListParts): void {
  exportRoute(route, parts);
  previewRoute(route, parts);
  applyRoute(route, parts);
}

function exportRoute(route: Route, parts: ListParts): void {
  route(
    {
      ...{ method: 'get', path: `${path}.csv`, summary: 'Everybody as a list for a spreadsheet' },
      allow: ['update', 'Person'],
      answer: z.string(),
      text: 'text/csv',
    },
    async ({ user, response }) => {
      const state = await parts.lists.state(parts.companyId);
      const detail = { people: state.people.length };
      await parts.audit(byOf(user, parts), { action: 'people.exported', subject: parts.companyId, detail });
      response.set('Content-Disposition', 'attachment; filename="people.csv"');
      return writeList(state);
    },
  );
}

const importPath = `${path}/import`;

function previewRoute(route: Route, parts: ListParts): void {
  route(
    {
      ...{ method: 'post', path: `${importPath}/preview`, query: options, answer: preview },
      summary: 'What a list (CSV, at most 5 MB) would change; nothing is written',
      allow: ['create', 'Person'],
      files: fileField,
      before: [receiveFile],
    },
    async ({ query, request }) => {
      const wanted = importOf(request, query, parts);
      const { plan, hash } = await parts.lists.plan(parts.companyId, wanted);
      const { delimiter, encoding, columns } = wanted.file;
      const newTeams = plan.newTeams.map(({ name }) => name);
      return { hash, delimiter, encoding, columns, newTeams, counts: plan.counts, rows: plan.rows };
    },
  );
}

function applyRoute(route: Route, parts: ListParts): void {
  const { companyId, lists, changed } = parts;
  route(
    {
      ...{
        method: 'post',
        path: importPath,
        answer: job,
        query: options.extend({ hash: z.string().max(100) }),
      },
      summary: 'Apply a list as its preview said, all or nothing; `hash` is the one of the preview',
      allow: ['create', 'Person'],
      files: fileField,
      before: [receiveFile],
    },
    async ({ query: { hash, skipProblems, ...query }, request, user }) => {
      const wanted = importOf(request, query, parts);
      const planned = await lists.plan(companyId, wanted);
      refuseUnseen(planned, { hash, skipProblems });
      const by = byOf(user, parts);
      return parts.jobs.start(user.userId, 'import', async ({ progress }) => {
        const result = await lists.apply(companyId, planned, progress, by);
        await changed(null);
        return result;
      });
    },
  );
}

function importOf(
  request: Request,
  { deactivateMissing }: { deactivateMissing: boolean },
  { timeZone }: ListParts,
): Import {
  const bytes = request.file?.buffer;
  if (!bytes) throw problem('INPUT_INVALID', { problem: `no file was sent as "${fileField}"` });
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  return { file: readList(bytes), fileHash, shapes: profileShapes(timeZone), options: { deactivateMissing } };
}
