/** The places of the company: how they nest, which cameras look at them, who works there. */
import { z } from 'zod';
import type { By } from '../access/audit.ts';
import { mustWatch, type Scope } from '../access/scope.ts';
import { personName, timeZone } from '../access/shapes.ts';
import type { Cameras } from '../cameras/createCameras.ts';
import { liesWithin } from '../directory/directory.ts';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import { dissolved, placeName } from '../teams/shapes.ts';
import type { AreaDetails, AreaView, Me } from '../wire.ts';
import { camerasNaming, moveCameras, mustBeReadable } from './moveCameras.ts';
import type { createTurns } from './createTurns.ts';
import type { AreaStore } from './store.ts';

export type AreaParts = {
  companyId: string;
  store: AreaStore;
  directory: LoadedDirectory;
  cameras: Pick<Cameras, 'files' | 'apply'>;
  camerasDir: string;
  clock: () => number;
  /** Those that hang in this area. */
  terminals: (areaId: string) => AreaDetails['terminals'];
  /** Changes of areas are made one after the other, those that camera files ask for too. */
  inTurn: ReturnType<typeof createTurns>;
  /** An area, or who works there, is another now. */
  changed: () => Promise<void>;
};

const id = z.string();
const details = z.object({
  areaId: id,
  name: z.string(),
  parentId: id.nullable(),
  timeZone: z.string().nullable().default(null),
  cameras: z.array(z.object({ cameraId: id, name: z.string() })),
  personIds: z.array(id),
  terminals: z.array(z.object({ terminalId: id, name: z.string() })),
}) satisfies z.ZodType<AreaDetails>;
const newArea = z.object({
  name: personName,
  parentId: id.nullable().default(null),
  timeZone: timeZone.nullable().default(null),
});
/** What is left out stays as it is. */
const areaChange = z
  .object({ name: personName, parentId: id.nullable(), timeZone: timeZone.nullable() })
  .partial();
const params = z.object({ areaId: id });
const path = '/api/areas';
const areaPath = `${path}/:areaId`;

export function areaRoutes(route: Route, parts: AreaParts): void {
  const { directory } = parts;
  const summary = 'Every area the reader may watch, with its cameras and who works there';
  route({ method: 'get', path, summary, allow: ['read', 'Area'], answer: z.array(details) }, ({ scope }) =>
    [...directory.current().areas.values()]
      .filter(({ name }) => scope.watches(name))
      .map((area) => detailsOf(area, parts, scope)),
  );
  nestingRoutes(route, parts);
  assigningRoutes(route, parts);
}

function nestingRoutes(route: Route, parts: AreaParts): void {
  const { companyId, store, directory, inTurn } = parts;
  const add = { body: newArea, answer: details, status: 201 };
  route(
    { method: 'post', path, summary: 'Add an area', allow: ['create', 'Area'], ...add },
    ({ body, user, scope }) =>
      inTurn(async () => {
        mustFit({ areaId: '', ...body }, parts);
        const [areaId = ''] = await store.addAreas(companyId, [body], byOf(user, parts));
        await parts.changed();
        return detailsOf(found(parts, areaId), parts, scope);
      }),
  );
  route(
    {
      ...{ method: 'patch', path: areaPath, params, body: areaChange, answer: details },
      summary: 'Rename an area, in the camera files too, or put it into another',
      allow: ['update', 'Area'],
    },
    ({ params: { areaId }, body, user, scope }) =>
      inTurn(async () => {
        const before = found(parts, areaId);
        mustWatch(scope, before.name);
        const { name = before.name, parentId = before.parentId, timeZone = before.timeZone ?? null } = body;
        const after = { areaId, name, parentId, timeZone };
        mustFit(after, parts);
        const renamed = name === before.name ? [] : camerasNaming(before.name, parts.cameras);
        mustBeReadable(renamed);
        await store.changeArea(companyId, after, byOf(user, parts));
        await directory.refresh();
        await moveCameras(renamed, name, parts);
        await parts.changed();
        return detailsOf(found(parts, areaId), parts, scope);
      }),
  );
  route(
    {
      ...{ method: 'delete', path: areaPath, params, answer: dissolved },
      summary: 'Delete an area without cameras; what lies in it lies one higher then',
      allow: ['delete', 'Area'],
    },
    ({ params: { areaId }, user, scope }) =>
      inTurn(async () => {
        const area = found(parts, areaId);
        mustWatch(scope, area.name);
        const looking = filesOf(area, parts).length;
        if (looking > 0) throw problem('AREA_IN_USE', { name: area.name, cameras: looking });
        const gone = await store.removeArea(companyId, area, byOf(user, parts));
        await parts.changed();
        return gone;
      }),
  );
}

function assigningRoutes(route: Route, parts: AreaParts): void {
  const { companyId, store, directory, cameras, inTurn } = parts;
  route(
    {
      ...{ method: 'put', path: `${areaPath}/people`, params, answer: nothing },
      summary: 'Say who works in an area: exactly these',
      allow: ['update', 'Area'],
      body: z.object({ personIds: z.array(id).max(10_000) }),
    },
    ({ params: { areaId }, body, user, scope }) =>
      inTurn(async () => {
        mustWatch(scope, found(parts, areaId).name);
        const personIds = [...new Set(body.personIds)];
        const known = directory.current().people;
        if (!personIds.every((personId) => known.has(personId)))
          throw problem('NOT_FOUND', { what: 'one of these people' });
        await store.setPeople(companyId, areaId, personIds, byOf(user, parts));
        await parts.changed();
        return null;
      }),
  );
  route(
    {
      ...{ method: 'put', path: `${areaPath}/cameras`, params, answer: nothing },
      summary: 'Say that a camera looks at this area: its file names it then',
      allow: ['update', 'CameraFile'],
      body: z.object({ cameraId: id }),
    },
    ({ params: { areaId }, body: { cameraId }, user, scope }) =>
      inTurn(async () => {
        const { name } = found(parts, areaId);
        mustWatch(scope, name);
        const entry = cameras.files().find((each) => each.cameraId === cameraId);
        if (!entry) throw problem('NOT_FOUND', { what: 'this camera' });
        mustBeReadable([entry]);
        await store.cameraMoved(companyId, cameraId, name, byOf(user, parts));
        await moveCameras([entry], name, parts);
        await parts.changed();
        return null;
      }),
  );
}

function detailsOf(area: AreaView, parts: AreaParts, scope: Scope): AreaDetails {
  const { people, areas } = parts.directory.current();
  const personIds = [...people.values()].flatMap(({ personId, areaIds }) =>
    areaIds.includes(area.areaId) && scope.sees(personId) ? personId : [],
  );
  const cameras = filesOf(area, parts).map(({ cameraId, camera }) => ({
    cameraId,
    name: camera?.name ?? cameraId,
  }));
  // An area above that the reader may not watch is not shown: this one stands at the top for them.
  const above = area.parentId === null ? undefined : areas.get(area.parentId);
  const parentId = above && scope.watches(above.name) ? above.areaId : null;
  return { ...area, parentId, cameras, personIds, terminals: parts.terminals(area.areaId) };
}

const filesOf = ({ name }: AreaView, { cameras }: AreaParts) => camerasNaming(name, cameras);

function mustFit({ areaId, name, parentId }: AreaView, { directory }: AreaParts): void {
  const { areas } = directory.current();
  const taken = [...areas.values()].some(
    (other) => other.areaId !== areaId && placeName(other.name) === placeName(name),
  );
  if (taken) throw problem('NAME_TAKEN', { name });
  if (parentId !== null && !areas.has(parentId)) throw missing();
  if (liesWithin(areaId, parentId, (each) => areas.get(each)?.parentId))
    throw problem('NESTED_IN_ITSELF', { name });
}

function found({ directory }: AreaParts, areaId: string): AreaView {
  const area = directory.current().areas.get(areaId);
  if (!area) throw missing();
  return area;
}

const missing = () => problem('NOT_FOUND', { what: 'this area' });
const byOf = (user: Me, { clock }: AreaParts): By => ({ userId: user.userId, nowMs: clock() });
