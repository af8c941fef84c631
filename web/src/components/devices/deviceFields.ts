/** What is typed of a terminal: its inputs, and what they say. */
import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { AreaView, DeviceDirection, DeviceView, NewDevice } from '../../../../server/wire.ts';
import { directionWord } from '../../devices/deviceWords.ts';
import { againHint, formField } from '../../formParts.ts';
import type { FormProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { areasAsNested, asTree } from '../../nesting.ts';
import { portField, transportField } from './addressFields.ts';

export type DeviceDraft = Pick<
  DeviceView,
  | 'name'
  | 'kind'
  | 'host'
  | 'port'
  | 'transport'
  | 'hasKey'
  | 'areaId'
  | 'timeZone'
  | 'direction'
  | 'liveSync'
> & {
  /** Typed a moment ago, to look for it; a key that is set never comes here. */
  key?: string;
};

export const newDraft: DeviceDraft = {
  ...{ name: '', kind: 'zk', host: null, port: 4370, transport: 'tcp', hasKey: false },
  ...{ areaId: null, timeZone: null, direction: 'asTold', liveSync: true },
};
const directions: readonly DeviceDirection[] = ['asTold', 'in', 'out'];

export function nameAndArea(wrong: FormProblem, draft: DeviceDraft, areas: readonly AreaView[]) {
  return html`<div class="pair">
    ${formField(
      wrong,
      'name',
      msg('Name'),
      html`<input
        name="name"
        required
        maxlength="100"
        autocomplete="off"
        .value=${draft.name}
        data-testid="device-name"
      />`,
    )}
    ${formField(
      wrong,
      'areaId',
      msg('Area'),
      html`<select name="areaId" data-testid="device-area">
          <option value="">${msg('No area')}</option>
          ${asTree(areasAsNested(areas)).map(
            ({ id, name, depth }) =>
              html`<option value=${id} ?selected=${id === draft.areaId}>
                ${'\u2003'.repeat(depth)}${name}
              </option>`,
          )}
        </select>
        <span class="hint">${msg('Where somebody is who punches at it.')}</span>`,
    )}
  </div>`;
}

/** `again`: why the key that is set must be typed again; null: it stays. */
type KeyAsked = { changed: () => void; again: string | null };

/** Where it is called. */
export function placeFields(wrong: FormProblem, draft: DeviceDraft, { changed, again }: KeyAsked) {
  return html`<div class="place" @input=${changed}>
      ${formField(
        wrong,
        'host',
        msg('Address'),
        html`<input
          name="host"
          required
          spellcheck="false"
          autocomplete="off"
          placeholder="192.168.1.201"
          .value=${draft.host ?? ''}
          data-testid="device-host"
        />`,
      )}
      ${portField(wrong, draft.port, 'device-port')}
      ${transportField(wrong, draft.transport, 'device-transport')}
    </div>
    ${keyField(wrong, draft, { changed, again })}`;
}

function keyField(wrong: FormProblem, { hasKey, key = '' }: DeviceDraft, { changed, again }: KeyAsked) {
  return html`<div class="stack tight" @input=${changed}>
    ${formField(
      wrong,
      'key',
      msg('Comm key'),
      html`<input
          name="key"
          type="password"
          inputmode="numeric"
          pattern="[0-9]{1,9}"
          autocomplete="new-password"
          .value=${key}
          ?required=${again !== null}
          placeholder=${hasKey && again === null ? msg('Set; type to replace it') : ''}
          data-testid="device-key"
        />
        ${againHint(again)}
        <span class="hint">
          ${msg('The number in its menu for the connection to a PC. Empty when none is set there.')}
        </span>`,
    )}
    ${
      hasKey
        ? html`<label class="check">
            <input type="checkbox" name="noKey" data-testid="device-no-key" />
            <span>${msg('It has no key any more')}</span>
          </label>`
        : nothing
    }
  </div>`;
}

export function serialField(wrong: FormProblem) {
  return formField(
    wrong,
    'serial',
    msg('Serial number'),
    html`<input
        name="serial"
        required
        maxlength="64"
        spellcheck="false"
        autocomplete="off"
        data-testid="device-serial"
      />
      <span class="hint"
        >${msg('On its label, and in its menu under the information about the device.')}</span
      >`,
  );
}

export function moreFields(wrong: FormProblem, draft: DeviceDraft, companyZone: string) {
  return html`<div class="pair">
      ${formField(
        wrong,
        'timeZone',
        msg('Time zone of its clock'),
        html`<input
            name="timeZone"
            list="zones"
            autocomplete="off"
            placeholder=${msg('As its area, or the company')}
            .value=${draft.timeZone ?? ''}
            data-testid="device-zone"
          />
          <span class="hint">${companyZone}</span>
          <datalist id="zones">
            ${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}
          </datalist>`,
      )}
      ${formField(
        wrong,
        'direction',
        msg('A punch means'),
        html`<select name="direction" data-testid="device-direction">
          ${directions.map(
            (each) =>
              html`<option value=${each} ?selected=${each === draft.direction}>
                ${directionWord(each)}
              </option>`,
          )}
        </select>`,
      )}
    </div>
    <label class="check">
      <input type="checkbox" name="liveSync" .checked=${draft.liveSync} data-testid="device-live-sync" />
      <span
        >${msg('Live sync')}
        <span class="hint small"
          >${msg('Its logs are collected as they come, and people reach it by its area.')}</span
        ></span
      >
    </label>`;
}

export type TypedDevice = Pick<NewDevice, 'name' | 'areaId' | 'timeZone' | 'direction' | 'liveSync'> &
  Partial<Pick<NewDevice, 'host' | 'port' | 'transport' | 'key'>>;

/** Of the inputs that are there. An empty key keeps the one that is set. */
export function changeIn(form: FormData): TypedDevice {
  const text = (name: string) => formText(form, name).trim();
  const key = form.has('noKey') ? 0 : text('key') === '' ? undefined : Number(text('key'));
  return {
    name: text('name'),
    areaId: text('areaId') || null,
    timeZone: text('timeZone') || null,
    direction: text('direction') as DeviceDirection,
    liveSync: form.has('liveSync'),
    ...(form.has('host')
      ? {
          host: text('host') || null,
          port: Number(text('port')),
          transport: text('transport') as 'tcp' | 'udp',
        }
      : {}),
    ...(key === undefined ? {} : { key }),
  };
}
