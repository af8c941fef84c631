/** Where terminals are called: inputs of whoever adds one, and of whoever looks for some. */
import { msg } from '@lit/localize';
import { html } from 'lit';
import { formField } from '../../formParts.ts';
import type { FormProblem } from '../../formProblem.ts';

const transports = ['tcp', 'udp'] as const;

export const portField = (wrong: FormProblem, port: number, testId: string) =>
  formField(
    wrong,
    'port',
    msg('Port'),
    html`<input
      name="port"
      type="number"
      min="1"
      max="65535"
      required
      .value=${String(port)}
      data-testid=${testId}
    />`,
  );

export const transportField = (wrong: FormProblem, transport: 'tcp' | 'udp', testId: string) =>
  formField(
    wrong,
    'transport',
    msg('Over'),
    html`<select name="transport" data-testid=${testId}>
      ${transports.map((each) => html`<option value=${each} ?selected=${each === transport}>${each.toUpperCase()}</option>`)}
    </select>`,
  );
