/** What a gap of the hierarchy is called, and what mends it. */
import { msg, str } from '@lit/localize';
import type { Hierarchy, HierarchyGap } from '../../server/wire.ts';

/** `person`: whose supervisor to choose; `team`: which team to change. One button each. */
export type GapFix = { text: string; person?: string; team?: string };
export type GapView = { sentence: string; fixes: GapFix[] };

/** A company that has just begun has a gap for everybody: the first are enough to start with. */
const fixesMax = 6;

export function gapView(gap: HierarchyGap, { people, teams }: Hierarchy): GapView {
  const nameOf = (id: string): string =>
    people.find(({ personId }) => personId === id)?.name ?? msg('somebody');
  const teamOf = (id: string): string => teams.find(({ teamId }) => teamId === id)?.name ?? '';
  const choose = (id: string): GapFix => ({ text: msg(str`Choose who leads ${nameOf(id)}`), person: id });
  const edit = (id: string): GapFix => ({ text: msg(str`Choose a lead for ${teamOf(id)}`), team: id });
  switch (gap.kind) {
    case 'noSupervisor':
      return { sentence: msg(str`${nameOf(gap.personId)} has nobody above.`), fixes: [choose(gap.personId)] };
    case 'severalTops': {
      const names = listed(gap.personIds.map(nameOf));
      return {
        sentence: msg(str`There are several at the top, and one should lead the others: ${names}.`),
        fixes: gap.personIds.slice(0, fixesMax).map(choose),
      };
    }
    case 'circle': {
      const names = listed(gap.personIds.map(nameOf));
      return {
        sentence: msg(str`They lead each other in a circle, so nobody is above them: ${names}.`),
        fixes: gap.personIds.slice(0, fixesMax).map(choose),
      };
    }
    case 'supervisorDeactivated': {
      const [name, above] = [nameOf(gap.personId), nameOf(gap.supervisorId)];
      return {
        sentence: msg(str`${name} reports to ${above}, who is deactivated.`),
        fixes: [choose(gap.personId)],
      };
    }
    case 'leadDeactivated': {
      const [team, lead] = [teamOf(gap.teamId), nameOf(gap.leadId)];
      return {
        sentence: msg(str`${lead} leads the team ${team} and is deactivated.`),
        fixes: [edit(gap.teamId)],
      };
    }
    case 'teamWithoutLead':
      return {
        sentence: msg(str`The team ${teamOf(gap.teamId)} has people and no lead.`),
        fixes: [edit(gap.teamId)],
      };
    case 'leadOutside': {
      const [team, lead] = [teamOf(gap.teamId), nameOf(gap.leadId)];
      return {
        sentence: msg(str`${lead} leads the team ${team} and belongs to another team.`),
        fixes: [edit(gap.teamId)],
      };
    }
    default:
      return gap satisfies never;
  }
}

/** A gap about a team alone keeps nobody from having somebody above. */
export const isMinor = ({ kind }: HierarchyGap): boolean =>
  kind === 'teamWithoutLead' || kind === 'leadOutside';

const listed = (names: string[]): string =>
  names.length > fixesMax ? msg(str`${names.slice(0, fixesMax).join(', ')} and others`) : names.join(', ');
