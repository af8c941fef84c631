/** The language of the page. Chosen once, before anything is drawn; choosing another loads the page anew. */
import { configureLocalization } from '@lit/localize';
import type { SetupState } from '../../server/wire.ts';
import { setWordings } from './serverText.ts';
import { remember, remembered } from './storage.ts';

export type Locale = 'en' | 'id';
export const locales: Record<Locale, string> = { en: 'English', id: 'Bahasa Indonesia' };

const { setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: ['id'],
  loadLocale: () => import('./locales/id.ts'),
});

let current: Locale = 'en';
export const shownLocale = (): Locale => current;

/** For dates and numbers: Intl's own tags. English as in Britain: the day before the month, 24 hours. */
export const formatLocale = (): string => ({ en: 'en-GB', id: 'id-ID' })[current];

const isLocale = (value: string | null | undefined): value is Locale => value === 'en' || value === 'id';

/** This browser's choice, else the company's, else what the browser asks for, else English. */
export async function startLocale(): Promise<void> {
  const chosen = remembered('locale');
  const asked = navigator.languages.map((language) => language.slice(0, 2)).find(isLocale);
  await showLocale(isLocale(chosen) ? chosen : ((await companyLocale()) ?? asked ?? 'en'));
  document.documentElement.lang = current;
  if (current === 'id') setWordings((await import('./locales/serverTexts.id.ts')).wordings);
}

/** Nothing is drawn meanwhile, so a server that is slow to answer is not waited for. */
const companyWaitMs = 2_000;

async function companyLocale(): Promise<Locale | null> {
  try {
    const answer = await fetch('/api/setup', { signal: AbortSignal.timeout(companyWaitMs) });
    const { language } = (await answer.json()) as Partial<SetupState>;
    return language ?? null;
  } catch {
    return null;
  }
}

/** Without remembering it. */
export async function showLocale(locale: Locale): Promise<void> {
  current = locale;
  await setLocale(locale);
}

export function chooseLocale(locale: Locale): void {
  remember('locale', locale);
  location.reload();
}
