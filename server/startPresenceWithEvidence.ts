/** Where people are believed to be, and the pictures of how they came and went. */
import type { Cameras } from './cameras/createCameras.ts';
import type { LoadedDirectory } from './directory/loadDirectory.ts';
import { startEvidence } from './evidence/startEvidence.ts';
import { evidenceStore } from './evidence/store.ts';
import { oneInOther } from './presence/oneInOther.ts';
import type { NamedPerson } from './presence/presenceBook.ts';
import { type PresenceNeeds, startPresence } from './presence/startPresence.ts';
import { presenceStore } from './presence/store.ts';
import type { Base } from './startBase.ts';
import type { StartedDuty } from './startDuty.ts';
import type { Started } from './started.ts';

export type Needs = Pick<Base, 'config' | 'clock' | 'now' | 'log' | 'db' | 'companyId'> &
  Pick<Base, 'settings' | 'directory' | 'leaves' | 'inference'> &
  Pick<PresenceNeeds, 'changed' | 'storeTrouble'> & { cameras: Cameras; duty: StartedDuty };

export async function startPresenceWithEvidence(needs: Needs, started: Started) {
  const { companyId, clock, now, log, db, directory, settings, cameras, duty } = needs;
  const evidence = startEvidence({
    ...{ companyId, clock, settings, rules: duty.rules, snapshot: cameras.snapshot },
    store: evidenceStore(db),
    isBadgeOnly: (personId) => directory.current().people.get(personId)?.badgeOnly ?? true,
    cameraOf: (personId) => presence.cameraOf(personId),
    trouble: (error) => log.error({ err: error }, 'pictures of arrival and departure: trying again'),
  });
  started.push(evidence.stop);
  const presence = await startPresence({
    ...{ companyId, clock, duty, changed: needs.changed, storeTrouble: needs.storeTrouble },
    store: presenceStore(db),
    limits: () => {
      const { awayAfterMs, absentAfterMs } = settings.current();
      return { awayAfterMs: needs.config.awayAfterMs ?? awayAfterMs, absentAfterMs };
    },
    leaves: needs.leaves.current,
    nested: (area, other) => oneInOther(area, other, directory.current().areas),
    zoneOf: (personId) => duty.rules().zoneOf(personId, now()),
    recogniser: needs.inference.networks.recognition.id,
    people: () => activePeople(directory),
    cameras: () => whichSee(cameras),
  });
  started.push(() => presence.stop());
  settings.onChange(() => presence.limitsChanged());
  return { evidence, presence };
}

export const whichSee = (cameras: Cameras) =>
  cameras.views().map((view) => ({ ...view, seeing: view.health.kind === 'seeing' }));

const activePeople = (directory: LoadedDirectory): NamedPerson[] =>
  [...directory.current().people.values()].flatMap(
    ({ personId, name, code, job, teamId, areaIds, badgeOnly, deactivatedAtMs }) =>
      deactivatedAtMs === null ? [{ personId, name, record: { code, job, teamId, areaIds, badgeOnly } }] : [],
  );
