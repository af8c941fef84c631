/** What open pages are told, each audience its part. */
import { isDeepStrictEqual } from 'node:util';
import { may } from '../access/abilities.ts';
import type { CameraView, IncidentView, NoticeView, PersonView } from '../wire.ts';
import type { Audience, createAudiences } from './audiences.ts';
import type { LiveServer, LiveSocket } from './openServer.ts';
import type { LiveNeeds } from './startLive.ts';
import {
  camerasWithin,
  incidentsWithin,
  noticesWithin,
  overviewWithin,
  peopleWithin,
} from './withinScope.ts';

type TellersNeeds = Pick<LiveNeeds, 'overview' | 'cameras' | 'summary' | 'noticesOf'> & { now: () => number };

/** A bell shows the newest; when a whole company has gone home the others are read page by page. */
const noticesMost = 300;

export function createTellers(
  io: LiveServer,
  audiences: ReturnType<typeof createAudiences>,
  needs: TellersNeeds,
) {
  const { now, summary, noticesOf } = needs;

  function people(audience: Audience, changed: PersonView[]): void {
    const { companyId, scope, told, room } = audience;
    const mine = peopleWithin(scope, changed);
    const counted = summary(companyId, scope);
    if (mine.length === 0 && isDeepStrictEqual(counted, told)) return;
    audience.told = counted;
    io.to(room).emit('people', mine, counted, now());
  }

  return {
    /** The whole page, as this user may see it. */
    all(socket: LiveSocket): void {
      const { companyId, me } = socket.data;
      const audience = audiences.of(socket.id);
      if (!audience) return;
      const { scope } = audience;
      const seesRecords = may(me, 'read', 'Person');
      const own = {
        summary: summary(companyId, scope),
        notices: noticesWithin(scope, noticesOf(me)).slice(0, noticesMost),
        seesRecords,
      };
      audience.told ??= own.summary;
      socket.emit('overview', overviewWithin(scope, needs.overview(companyId), own));
    },
    people(companyId: string, changed: PersonView[]): void {
      for (const audience of audiences.ofCompany(companyId)) people(audience, changed);
    },
    personRemoved(companyId: string, personId: string): void {
      for (const { scope, room } of audiences.ofCompany(companyId))
        if (scope.sees(personId)) io.to(room).emit('personRemoved', personId, summary(companyId, scope));
    },
    cameras(companyId: string): void {
      const cameras: CameraView[] = needs.cameras(companyId);
      for (const { room, scope } of audiences.ofCompany(companyId))
        io.to(room).emit('cameras', camerasWithin(scope, cameras), now());
    },
    incidents(companyId: string, changed: IncidentView[]): void {
      for (const { room, scope } of audiences.ofCompany(companyId)) {
        const mine = incidentsWithin(scope, changed);
        if (mine.length > 0) io.to(room).emit('incidents', mine, now());
      }
    },
    notices(socket: LiveSocket, noticeIds: ReadonlySet<string>): void {
      const audience = audiences.of(socket.id);
      if (!audience) return;
      const changed = ({ noticeId }: NoticeView): boolean => noticeIds.has(noticeId);
      const mine = noticesWithin(audience.scope, noticesOf(socket.data.me).filter(changed));
      if (mine.length > 0) socket.emit('notices', mine.slice(0, noticesMost), now());
    },
  };
}
