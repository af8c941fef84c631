/** The steps of the set-up, in their order. */
import { msg } from '@lit/localize';
import type { SetupSteps } from '../../server/wire.ts';

export type SetupStep = keyof SetupSteps;

export const setupOrder: SetupStep[] = ['account', 'area', 'camera', 'notice', 'person'];

export const setupIsDone = (steps: SetupSteps): boolean => setupOrder.every((step) => steps[step]);

/** Where to go on: the first step that is not done; null: all are. */
export const nextStep = (steps: SetupSteps): SetupStep | null =>
  setupOrder.find((step) => !steps[step]) ?? null;

export function stepTitle(step: SetupStep): string {
  return {
    account: msg('Company and account'),
    area: msg('First area'),
    camera: msg('First camera'),
    notice: msg('Privacy notice'),
    person: msg('First person'),
  }[step];
}
