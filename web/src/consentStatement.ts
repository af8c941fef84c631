/** What a person agrees to, as a starting point: a company edits it to what its law asks for. */
export const consentStatement =
  'I agree that my employer stores numbers computed from my face (no photos), and uses them with the site’s cameras ' +
  'to know where I am during work. I can withdraw this at any time; the numbers are then deleted.';
