/** What people do on any page, one step each. */
import type { Page } from 'playwright-core';

export type Steps = ReturnType<typeof stepsOn>;

export function stepsOn(page: Page, url: string) {
  const at = (id: string) => page.getByTestId(id);

  async function open(path: string): Promise<void> {
    await page.goto(`${url}/${path}`);
    await page.locator('w-site-header').waitFor();
  }

  /** By the names of the inputs. */
  async function fillIn(form: string, values: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(values))
      await page.locator(`${form} input[name="${name}"]`).fill(value);
  }

  async function signIn(email: string, password: string): Promise<void> {
    await at('email').fill(email);
    await at('password').fill(password);
    await at('submit').click();
  }

  async function addCamera(values: Record<string, string>): Promise<void> {
    await open('cameras');
    await at('add-camera').click();
    await fillIn('w-camera-form', values);
    await at('save-camera').click();
  }

  /** Fails when the page does not say it in time. */
  const shown = (text: string): Promise<void> => page.locator('main').getByText(text).first().waitFor();

  return { open, fillIn, signIn, addCamera, shown };
}
