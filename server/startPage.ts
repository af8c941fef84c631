/** The page: what it asks for over HTTP, and what it is told while it is open. */
import { scopeOf } from './access/scope.ts';
import type { Cameras } from './cameras/createCameras.ts';
import { productVersion } from './config.ts';
import { keyIn } from './connectors/apiKeys.ts';
import { createHttp } from './http/createHttp.ts';
import { startLive } from './live/startLive.ts';
import { overviewOf, summaryOf } from './overview.ts';
import type { Base } from './startBase.ts';
import type { Started } from './started.ts';
import type { StoreTrouble } from './storeTrouble.ts';
import type { IncidentView, NoticeView, PersonView } from './wire.ts';

export type PageNeeds = Pick<Base, 'config' | 'now' | 'log' | 'company' | 'companyId' | 'settings'> &
  Pick<Base, 'accounts' | 'apiKeys' | 'directory' | 'identifier'> & {
    cameras: Cameras;
    storeTrouble: StoreTrouble;
    people: () => PersonView[];
    openIncidents: () => IncidentView[];
    noticesOf: (userId: string) => NoticeView[];
  };

export function startPage(needs: PageNeeds, started: Started) {
  const { companyId, cameras, directory, settings } = needs;
  const http = openHttp(needs);
  started.push(http.close);
  const live = startLive({ httpServer: http.server, ...shown(needs) });
  started.push(() => live.stop());
  directory.onChange(() => live.directoryChanged(companyId));
  cameras.blurUnknown(settings.current().blurUnknownFaces);
  settings.onChange((next) => {
    cameras.blurUnknown(next.blurUnknownFaces);
    live.directoryChanged(companyId);
    // How long sessions last, and who must have a second factor.
    void live.checkSessions();
  });
  return { http, live };
}

function openHttp({ config, log, accounts, apiKeys, directory }: PageNeeds) {
  return createHttp({
    ...config,
    log,
    version: productVersion(),
    async userOf({ headers, method, path, ip = '' }) {
      const key = keyIn(headers.authorization);
      if (key !== null) return apiKeys.userOf(key, { method, path, address: ip });
      return (await accounts.access.signedIn(headers))?.me ?? null;
    },
    scopeOf: (user) => scopeOf(user, directory.current()),
  });
}

function shown(needs: PageNeeds): Omit<Parameters<typeof startLive>[0], 'httpServer'> {
  const { config, now, log, company, settings, directory, cameras, identifier, storeTrouble } = needs;
  return {
    authenticate: needs.accounts.access.admitted,
    overview: () =>
      overviewOf(company, {
        demo: config.demo,
        serverNowMs: now(),
        cameras: cameras.views(),
        people: needs.people(),
        areas: [...directory.current().areas.values()],
        teams: [...directory.current().teams.values()],
        incidents: needs.openIncidents(),
        blursUnknown: settings.current().blurUnknownFaces,
      }),
    cameras: cameras.views,
    summary: (_, scope) =>
      summaryOf(scope, {
        people: needs.people(),
        cameras: cameras.views(),
        unknownInView: identifier.unknownInView,
        storeTrouble: storeTrouble.sentence(),
      }),
    scopeOf: (me) => scopeOf(me, directory.current()),
    noticesOf: ({ userId }) => needs.noticesOf(userId),
    cameraWatched: cameras.watch,
    pictureTaken: cameras.pictureTaken,
    log,
    now,
  };
}
