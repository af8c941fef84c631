/** The inputs of a person's record, the same where one is added and where one is edited. */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { AreaView, PersonView, Profile, TeamView } from '../../../server/wire.ts';
import { formField } from '../formParts.ts';
import type { FormProblem } from '../formProblem.ts';
import { formText } from '../formText.ts';

export type ProfileParts = {
  profile: Partial<Profile> & { personId?: string };
  areas: readonly AreaView[];
  teams: readonly TeamView[];
  people: readonly PersonView[];
  wrong: FormProblem;
};
export type ProfileText = Omit<Profile, 'badgeOnly'>;

export function profileOf(form: FormData): ProfileText {
  const text = (name: string) => formText(form, name).trim();
  const said = (name: string) => text(name) || null;
  return {
    ...{ name: text('name'), code: said('code'), job: said('job') },
    ...{ teamId: said('teamId'), supervisorId: said('supervisorId') },
    areaIds: form.getAll('areaIds').filter((areaId) => typeof areaId === 'string'),
    ...{ badge: said('badge'), phone: said('phone'), email: said('email') },
  };
}

/** Only what differs. */
export function profileChange(before: Profile, after: ProfileText): Partial<ProfileText> {
  const keys = Object.keys(after) as (keyof ProfileText)[];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [key, after[key]]));
}

export function nameFields({ profile, wrong }: ProfileParts): TemplateResult {
  return html`${formField(
      wrong,
      'name',
      msg('Name'),
      html`<input
        name="name"
        required
        maxlength="100"
        autocomplete="off"
        data-testid="person-name"
        .value=${profile.name ?? ''}
      />`,
    )}
    <div class="two">
      ${textField(wrong, 'code', msg('Employee code'), profile.code, 50)}
      ${textField(wrong, 'job', msg('Job'), profile.job, 100)}
    </div>`;
}

export function placeFields(parts: ProfileParts): TemplateResult {
  const { profile, teams, areas, wrong } = parts;
  return html`<div class="two">
      ${formField(
        wrong,
        'teamId',
        msg('Team'),
        html`<select name="teamId">
          <option value="">${msg('No team')}</option>
          ${teams.map(({ teamId, name }) => html`<option value=${teamId} ?selected=${teamId === profile.teamId}>${name}</option>`)}
        </select>`,
      )}
      ${formField(wrong, 'supervisorId', msg('Supervisor'), supervisors(parts))}
    </div>
    ${areas.length === 0 ? nothing : areaChoice(areas, profile.areaIds ?? [], wrong)}`;
}

export function contactFields({ profile, wrong }: ProfileParts): TemplateResult {
  return html`<div class="two">
    ${textField(wrong, 'badge', msg('Badge number'), profile.badge, 50)}
    ${textField(wrong, 'phone', msg('Phone'), profile.phone, 40, 'tel')}
    ${textField(wrong, 'email', msg('E-mail'), profile.email, 200, 'email')}
  </div>`;
}

function supervisors({ profile, teams, people }: ProfileParts) {
  const team = teams.find(({ teamId }) => teamId === profile.teamId);
  const lead = people.find(({ personId }) => personId === team?.leadId);
  const others = people
    .filter(({ personId }) => personId !== profile.personId)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return html`<select name="supervisorId">
    <option value="">${lead ? msg(str`Lead of the team: ${lead.name}`) : msg('Lead of the team')}</option>
    ${others.map(
      ({ personId, name }) =>
        html`<option value=${personId} ?selected=${personId === profile.supervisorId}>${name}</option>`,
    )}
  </select>`;
}

function areaChoice(areas: readonly AreaView[], chosen: readonly string[], wrong: FormProblem) {
  const words = wrong.fields['areaIds'];
  return html`<fieldset>
    <legend>${msg('Works in')}</legend>
    <div class="areas">
      ${areas.map(
        ({ areaId, name }) =>
          html`<label class="check"
            ><input type="checkbox" name="areaIds" value=${areaId} .checked=${chosen.includes(areaId)} /><span
              class="wrap"
              >${name}</span
            ></label
          >`,
      )}
    </div>
    ${words ? html`<span class="wrong">${words}</span>` : nothing}
  </fieldset>`;
}

const textField = (
  wrong: FormProblem,
  name: string,
  label: string,
  value: string | null | undefined,
  max: number,
  type = 'text',
) =>
  formField(
    wrong,
    name,
    label,
    html`<input name=${name} type=${type} maxlength=${max} autocomplete="off" .value=${value ?? ''} />`,
  );
