/** Addresses of the page. */
export type Route = 'live' | 'people' | 'cameras' | 'settings' | 'signIn' | 'setup' | 'unknown';

const routes: Record<string, Route> = {
  '/': 'live',
  '/people': 'people',
  '/cameras': 'cameras',
  '/settings': 'settings',
  '/sign-in': 'signIn',
  '/setup': 'setup',
};

export function routeOf(path: string): Route {
  const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
  return routes[trimmed] ?? 'unknown';
}

/** Everybody may open these. */
export function isOpen(route: Route): boolean {
  return route === 'signIn' || route === 'setup';
}

export function navigate(path: string): void {
  if (path !== location.pathname + location.search) history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Turns clicks on our own links into navigation without a reload; leaves new tabs, downloads and /api alone. */
export function followLinks(): void {
  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || link.target || link.origin !== location.origin || routeOf(link.pathname) === 'unknown')
      return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}
