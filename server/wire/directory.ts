/** Areas, teams, and who leads whom. Types only. */

/** A named place; nested by `parentId`. Cameras name their area by its name. */
export type AreaView = {
  areaId: string;
  name: string;
  parentId: string | null;
  /** IANA, of a site; null or left out: that of the area it lies in, or of the company. */
  timeZone?: string | null;
};

export type TeamView = { teamId: string; name: string; parentId: string | null; leadId: string | null };

/** An area with what belongs to it; only who and what the reader may see. */
export type AreaDetails = AreaView & {
  cameras: { cameraId: string; name: string }[];
  /** Who works there. */
  personIds: string[];
  terminals: { terminalId: string; name: string }[];
};

/** What went with a deleted area or team: what lay in it lies one higher now. */
export type Dissolved = { movedUp: number; people: number };

/** `supervisorId`: named in the record, or by the team; null: nobody, or nobody the reader may see. */
export type HierarchyPerson = {
  personId: string;
  name: string;
  code: string | null;
  job: string | null;
  teamId: string | null;
  supervisorId: string | null;
  /** Whether the record names the supervisor; else the team does. */
  named: boolean;
  deactivated: boolean;
};

/**
 * What keeps a hierarchy from being complete. noSupervisor: nobody above, nobody below. severalTops: nobody above any of them, and each
 * leads somebody. circle: each leads the next, the last the first. A gap about a team keeps nobody from having somebody above.
 */
export type HierarchyGap =
  | { kind: 'noSupervisor'; personId: string }
  | { kind: 'severalTops'; personIds: string[] }
  | { kind: 'circle'; personIds: string[] }
  | { kind: 'supervisorDeactivated'; personId: string; supervisorId: string }
  | { kind: 'leadDeactivated'; teamId: string; leadId: string }
  | { kind: 'teamWithoutLead'; teamId: string }
  | { kind: 'leadOutside'; teamId: string; leadId: string };

export type Hierarchy = {
  people: HierarchyPerson[];
  teams: TeamView[];
  gaps: HierarchyGap[];
  /** Everybody active has somebody above, up to one top. Whoever sees a part is told about that part. */
  complete: boolean;
};
