/** What the directory and the settings say, beside what was last written of it: the versions to append. Pure. */
import type { Directory } from '../directory/directory.ts';
import type { CompanyRule, LimitsRule, RuleKind, RuleValues, RuleVersion } from './ruleBook.ts';

export type Facts = { companyId: string; company: CompanyRule; limits: LimitsRule; directory: Directory };
/** The last of each, by `keyOf`. */
export type LastVersions = ReadonlyMap<string, RuleVersion>;

export const keyOf = ({ kind, subjectId }: Pick<RuleVersion, 'kind' | 'subjectId'>): string =>
  `${kind}:${subjectId}`;

export function recordVersions(facts: Facts, last: LastVersions, nowMs: number): RuleVersion[] {
  const said = valuesOf(facts);
  const begun = [...said.values()].filter(
    (each) => !isSame(each.value, last.get(keyOf(each))?.value ?? null),
  );
  const ended = [...last.values()].filter(
    (each) => followed.includes(each.kind) && each.value !== null && !said.has(keyOf(each)),
  );
  return [...begun, ...ended.map(({ kind, subjectId }) => ({ kind, subjectId, value: null }))].map(
    (each) => ({
      ...each,
      ...{ fromDate: null, fromMs: nowMs, recordedBy: '' },
    }),
  );
}

/** Shifts, calendars and thresholds are written with their own change; who is erased leaves nothing. */
const followed: RuleKind[] = ['team', 'area'];

type Said = Pick<RuleVersion, 'kind' | 'subjectId'> & { value: NonNullable<RuleVersion['value']> };

function valuesOf({ companyId, company, limits, directory }: Facts): ReadonlyMap<string, Said> {
  const said: Said[] = [
    { kind: 'company', subjectId: companyId, value: { name: company.name, timeZone: company.timeZone } },
    { kind: 'limits', subjectId: companyId, value: limits },
    ...[...directory.areas.values()].map(({ areaId, name, parentId, timeZone = null }): Said => ({
      ...{ kind: 'area', subjectId: areaId },
      value: { name, parentId, timeZone },
    })),
    ...[...directory.teams.values()].map(({ teamId, name, parentId, leadId }): Said => ({
      ...{ kind: 'team', subjectId: teamId },
      value: { name, parentId, leadId },
    })),
    ...people(directory),
  ];
  return new Map(said.map((each) => [keyOf(each), each]));
}

const people = (directory: Directory): Said[] =>
  [...directory.people.values()].map(
    ({ personId, name, code, teamId, areaIds, supervisorId, deactivatedAtMs, badgeOnly }) => ({
      ...{ kind: 'person', subjectId: personId },
      value: {
        ...{ name, code, teamId, areaIds, supervisorId, deactivated: deactivatedAtMs !== null },
        ...(badgeOnly ? { badgeOnly } : {}),
      },
    }),
  );

/** The order in which somebody's areas are read says nothing. */
function isSame(one: Said['value'], other: RuleVersion['value']): boolean {
  if (other === null) return false;
  if (JSON.stringify(one) === JSON.stringify(other)) return true;
  const sorted = (value: RuleValues[RuleKind]): string =>
    JSON.stringify(value, (_, part: unknown) =>
      Array.isArray(part) && part.every((each) => typeof each === 'string') ? part.toSorted() : part,
    );
  return sorted(one) === sorted(other);
}
