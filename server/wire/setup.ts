/** The first start: the first account, and what is left to do after it. Types only. */

export type SetupRequest = {
  token: string;
  company: string;
  timeZone: string;
  name: string;
  email: string;
  password: string;
};

/** `steps`: what is done, for who may do it; null for everybody else. `language`: of the page for who has not chosen one; null: what their browser asks for. */
export type SetupState = { needed: boolean; steps: SetupSteps | null; language: 'en' | 'id' | null };

export type SetupSteps = Record<'account' | 'area' | 'camera' | 'notice' | 'person', boolean>;
