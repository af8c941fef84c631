/** The address with the user and the password that it needs; both may hold any character. */
export function withSignIn(url: string, { user, password }: { user: string; password: string }): string {
  if (user === '') return url;
  const secret = password === '' ? '' : `:${encodeURIComponent(password)}`;
  return url.replace('://', `://${encodeURIComponent(user)}${secret}@`);
}
